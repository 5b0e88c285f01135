using System.Text.RegularExpressions;
using Shouldly;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>What commands that have ended must not leave: processes that were not there when this was made, containers, half-made folders.</summary>
public sealed partial class Remains
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(20);

    private readonly HashSet<string> _before = Candidates();

    /// <summary>Whatever is not finished in the place where trees and mirrors grow.</summary>
    public static string[] Unfinished() => [.. new[] { $"{CephFolder.Root}/src", $"{CephFolder.Root}/src/.objects" }
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFileSystemEntries)
        .Where(path => path.EndsWith(".unfinished"))];

    public void ShouldBeNone()
    {
        string[] left = [];
        try
        {
            Wait.Until(() => (left = [.. Candidates().Except(_before)]).Length == 0, Allowed, "no process is left");
        }
        catch (TimeoutException)
        {
            left.ShouldBeEmpty();
        }

        Docker.Containers().ShouldBeEmpty();
        Unfinished().ShouldBeEmpty();
    }

    // The engine stays, and may have been started anew.
    private static HashSet<string> Candidates() => [.. Processes.All().Where(process => !EnginePattern().IsMatch(process))];

    [GeneratedRegex(@"^\d+ (\S*/)?(dockerd|containerd) ")]
    private static partial Regex EnginePattern();
}
