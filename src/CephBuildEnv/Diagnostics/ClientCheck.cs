using CephBuildEnv.Engines;

namespace CephBuildEnv.Diagnostics;

/// <summary>A client on the PATH that can build with BuildKit.</summary>
public sealed class ClientCheck(EngineKind kind) : ICheck
{
    public string Name => "client, BuildKit";

    public async Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        var clients = await ClientProbe.ProbeAsync(kind, all: true, cancellation);
        var chosen = clients.FirstOrDefault(client => client.CanBuild);
        var text = string.Join("; ", clients.Select(client => $"{client.Path} {client.Version} {client.Reason}{(client == chosen ? " (chosen)" : "")}"));
        if (chosen is not null)
            return CheckResult.Good(text);
        return CheckResult.Bad(clients.Count == 0 ? $"no {kind.ToString().ToLowerInvariant()} on the PATH" : text, "./build.sh Doctor --fix");
    }
}
