using CephBuildEnv.Processes;

namespace CephBuildEnv.Diagnostics;

/// <summary>mmdebstrap, for hosts that reach a package mirror but no image registry.</summary>
public sealed class BootstrapCheck : ICheck
{
    public string Name => "mmdebstrap";

    public Task<CheckResult> RunAsync(CancellationToken cancellation) => Task.FromResult(
        ExecutablePath.Find("mmdebstrap") is { } path
            ? CheckResult.Good($"{path}: Debian and Ubuntu images can be made without a registry")
            : CheckResult.Warning("not installed: images come from a registry only", "./build.sh Doctor --fix"));
}
