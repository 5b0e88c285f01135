using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;

namespace CephBuildEnv.Diagnostics;

/// <summary>The right to use the engine's socket.</summary>
public sealed class GroupCheck(EngineEndpoint endpoint) : ICheck
{
    public string Name => "user";

    public Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        var name = HostUser.NameOf(HostUser.Id);
        if (HostUser.IsRoot)
            return Task.FromResult(CheckResult.Good("root: may use the engine"));
        if (EngineService.Of(endpoint.Kind).Group is not { } group || endpoint.Socket != EndpointResolver.DefaultSocket)
            return Task.FromResult(CheckResult.Good($"{name}: the engine is the user's own, or not on this socket"));
        var members = File.ReadLines("/etc/group").Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields[0] == group)?[^1].Split(',') ?? [];
        return Task.FromResult(members.Contains(name)
            ? CheckResult.Good($"{name} is in the group {group}")
            : CheckResult.Bad($"{name} is not in the group {group}", $"sudo usermod -aG {group} {name}, then log in again"));
    }
}
