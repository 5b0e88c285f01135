namespace CephBuildEnv.SelfTesting;

/// <summary>Tests of one project that run together.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Selection">Arguments of its program that choose them; all where there are none.</param>
internal sealed record TestPart(string Project, params string[] Selection)
{
    /// <summary>Of those of the project that are chosen.</summary>
    public string? Name { get; init; }

    /// <summary>For the name of a file too.</summary>
    public override string ToString() => Name is null ? Project : $"{Project}-{Name}";
}
