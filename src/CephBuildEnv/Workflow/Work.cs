namespace CephBuildEnv.Workflow;

/// <summary>One thing that a step does: for the host, a distro or an environment.</summary>
/// <param name="Key">What it is for: <c>host</c>, <c>debian-12</c>, <c>debian-12-reef</c>.</param>
/// <param name="Decide">Whether it has to be done. Changes nothing.</param>
/// <param name="Act">Does it. Safe to call when nothing has to be done.</param>
public sealed record Work(
    string Key, Func<CancellationToken, Task<Decision>> Decide, Func<CancellationToken, Task> Act)
{
    /// <summary>The key of what must not have failed before; null when nothing.</summary>
    public string? Requires { get; init; }
}
