namespace CephBuildEnv.Diagnostics;

/// <summary>What a check found.</summary>
/// <param name="Health">How bad it is.</param>
/// <param name="Finding">The fact.</param>
/// <param name="Remedy">What to type; null when nothing has to be done.</param>
public sealed record CheckResult(Health Health, string Finding, string? Remedy = null)
{
    public static CheckResult Good(string finding) => new(Health.Good, finding);

    public static CheckResult Warning(string finding, string remedy) => new(Health.Warning, finding, remedy);

    public static CheckResult Bad(string finding, string remedy) => new(Health.Bad, finding, remedy);

    /// <summary>Errors are written as fact and cause, then the remedy behind a semicolon.</summary>
    public static CheckResult Bad(UserException error)
    {
        var parts = error.Message.Split("; ", 2);
        return new(Health.Bad, parts[0], parts.ElementAtOrDefault(1));
    }
}
