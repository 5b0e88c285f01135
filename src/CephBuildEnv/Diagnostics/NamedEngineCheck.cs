using CephBuildEnv.Engines;

namespace CephBuildEnv.Diagnostics;

/// <summary>An engine that was named in a way that cannot be used.</summary>
/// <param name="error">Why not.</param>
public sealed class NamedEngineCheck(EngineUnreachableException error) : ICheck
{
    public string Name => "engine";

    public Task<CheckResult> RunAsync(CancellationToken cancellation) => Task.FromResult(CheckResult.Bad(error));
}
