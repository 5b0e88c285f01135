namespace CephBuildEnv.Failures;

/// <summary>A step of which make says that it failed.</summary>
/// <param name="Step">Which.</param>
/// <param name="Message">What make says.</param>
/// <param name="IsIgnored">The makefile does not mind.</param>
internal sealed record MakeFailure(FailedStep Step, string Message, bool IsIgnored)
{
    /// <summary>An error names the source of the object, or the folder of the target's objects.</summary>
    public bool Explains(Finding finding)
    {
        var name = Path.GetFileName(Step.Target);
        name = Path.GetExtension(name) is ".o" or ".lo" or ".obj" ? Path.GetFileNameWithoutExtension(name) : name;
        return finding.Mentions($"/{name}") || finding.Mentions($" {name}") || finding.Lines.Any(line => line.StartsWith(name, StringComparison.Ordinal)) ||
            (Path.GetFileName(Path.GetDirectoryName(Step.Makefile)) is { Length: > 0 } folder && finding.Mentions($"/{folder}/"));
    }
}
