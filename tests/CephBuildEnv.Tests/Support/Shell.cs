using System.Collections.Immutable;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Support;

/// <summary>Runs programs for what a test prepares and checks.</summary>
public static class Shell
{
    /// <summary>Standard output without the last line's end; throws when the exit code is not 0.</summary>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments) =>
        (await CommandRunner.ReadAsync(Command(folder, program, arguments), TestHost.Token)).TrimEnd();

    public static Task<CommandResult> TryAsync(string folder, string program, params string[] arguments) =>
        CommandRunner.CaptureAsync(Command(folder, program, arguments), TestHost.Token);

    // The user's and the machine's settings of git stay out.
    private static Command Command(string folder, string program, string[] arguments) => new Command(program, arguments)
    {
        WorkingDirectory = folder,
        Environment = new Dictionary<string, string?>
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_AUTHOR_NAME"] = "Test",
            ["GIT_AUTHOR_EMAIL"] = "test@localhost",
            ["GIT_COMMITTER_NAME"] = "Test",
            ["GIT_COMMITTER_EMAIL"] = "test@localhost",
            ["LC_ALL"] = "C",
        }.ToImmutableSortedDictionary(),
    };
}
