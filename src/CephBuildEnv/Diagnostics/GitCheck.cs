using CephBuildEnv.Processes;

namespace CephBuildEnv.Diagnostics;

/// <summary>A git that fetches submodules in parallel and borrows their objects.</summary>
public sealed class GitCheck : ICheck
{
    // submodule.alternateErrorStrategy came in 2.11, submodule update --jobs earlier, GIT_CONFIG_COUNT in 2.31.
    private static readonly Version Oldest = new(2, 31);

    public string Name => "git";

    public async Task<CheckResult> RunAsync(CancellationToken cancellation)
    {
        if (ExecutablePath.Find("git") is not { } path)
            return CheckResult.Bad("git is not installed", "./build.sh Doctor --fix");
        var said = (await CommandRunner.ReadAsync(new Command(path, "--version"), cancellation)).Trim();
        var number = said.Split(' ').ElementAtOrDefault(2) ?? "";
        return Version.TryParse(string.Join('.', number.Split('.').Take(2)), out var version) && version < Oldest
            ? CheckResult.Bad($"{said}, and {Oldest} is needed", "upgrade git")
            : CheckResult.Good(said);
    }
}
