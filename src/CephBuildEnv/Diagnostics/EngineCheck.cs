using CephBuildEnv.Engines;

namespace CephBuildEnv.Diagnostics;

/// <summary>An engine that answers, and is not too old.</summary>
public sealed class EngineCheck(IContainerEngine engine) : ICheck
{
    // The first whose BuildKit has cache mounts without a registry.
    private static readonly Version OldestDocker = new(20, 10);

    public string Name => "engine";

    public async Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var info = await engine.GetInfoAsync(cancellation);
            var kind = engine.Endpoint.Kind;
            var found = $"{kind.ToString().ToLowerInvariant()} {info.Version} at {engine.Endpoint.Address} (chosen: {engine.Endpoint.Reason})";
            return kind == EngineKind.Docker && Version.TryParse(info.Version.Split('+', '-')[0], out var version) && version < OldestDocker
                ? CheckResult.Bad($"{found} is older than {OldestDocker}", "upgrade the engine")
                : CheckResult.Good(found);
        }
        catch (UserException e)
        {
            return CheckResult.Bad(e);
        }
    }
}
