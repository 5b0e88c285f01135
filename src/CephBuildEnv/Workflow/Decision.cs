namespace CephBuildEnv.Workflow;

/// <summary>Whether something has to be done, and why, or why not.</summary>
public sealed record Decision(bool Needed, IReadOnlyList<string> Reasons)
{
    /// <summary>Reason of a plan that is made without an engine.</summary>
    public const string EngineIsSilent = "unknown until the engine answers";

    public static Decision Need(params IReadOnlyList<string> reasons) => new(true, reasons);

    public static Decision UpToDate(string reason) => new(false, [reason]);

    /// <summary>Needed for each of the reasons; up to date when there is none.</summary>
    public static Decision From(IReadOnlyList<string> reasons, string upToDate) =>
        reasons.Count > 0 ? new(true, reasons) : UpToDate(upToDate);
}
