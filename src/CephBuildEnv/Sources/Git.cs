using System.Collections.Immutable;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Sources;

/// <summary>Runs git, for what transfers objects or changes a working tree.</summary>
/// <param name="rewrites">Addresses to use in place of others (git's <c>insteadOf</c>), for this process only.</param>
/// <param name="onProgress">Gets what git says while it works.</param>
public sealed class Git(IReadOnlyDictionary<string, string> rewrites, Action<string> onProgress)
{
    /// <summary>Option for a bare repository: the folder itself, and none above it where it cannot be recognised.</summary>
    internal const string Here = "--git-dir=.";

    // The last three are its own words, without the system's.
    private static readonly string[] FullDisk =
        ["No space left on device", "Disk quota exceeded", "Out of diskspace", "unable to write file", "failed to write new configuration file"];

    // What runs in a container can write the tree's configuration; nothing that it names is to be run here, on the host. These
    // are known by their names; for the others see ForeignSettings.
    private static readonly (string Key, string Value)[] Harmless =
        [("core.hooksPath", "/dev/null"), ("core.fsmonitor", "false"), ("protocol.ext.allow", "never")];

    // Several write a tree's files: measured with 14,000 of them on two processors, 2 s instead of 8.
    private static readonly (string Key, string Value)[] Fast = [("checkout.workers", "4")];

    private readonly IReadOnlyList<(string Key, string Value)> _configuration = [.. Harmless, .. Fast, .. Addresses(rewrites)];

    /// <summary>The same, with more addresses to use in place of others; local files among them are trusted as submodules too.</summary>
    public Git With(IReadOnlyDictionary<string, string> more) => new(rewrites.Concat(more).DistinctBy(pair => pair.Key).ToDictionary(), onProgress);

    /// <summary>As git says it, such as <c>2.39.5</c>.</summary>
    public static async Task<string> VersionAsync(CancellationToken cancellation) =>
        (await CommandRunner.ReadAsync(new("git", "--version"), cancellation)).Split(' ')[2].Trim();

    /// <summary>Runs git in a folder, quietly; returns what it wrote to standard output.</summary>
    /// <exception cref="CommandException">git failed.</exception>
    public async Task<string> ReadAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var command = await CommandAsync(folder, arguments, cancellation);
        var result = await CommandRunner.CaptureAsync(command, cancellation);
        return result.Succeeded
            ? result.Output
            : throw new CommandException(command, result.ExitCode, result.Error + result.Output, Remedy([result.Error]));
    }

    /// <summary>The same for what may fail.</summary>
    public async Task<CommandResult> TryAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation) =>
        await CommandRunner.CaptureAsync(await CommandAsync(folder, arguments, cancellation), cancellation);

    /// <summary>Runs git in a folder, showing its progress.</summary>
    /// <exception cref="CommandException">git failed, or reported an error.</exception>
    public async Task RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var command = await CommandAsync(folder, arguments, cancellation);
        var said = new List<string>();
        var transfer = new TransferProgress(TimeProvider.System);
        var exitCode = await CommandRunner.StreamAsync(command, Hear, cancellation);
        // A checkout that could not write or read a file says so, and ends with 0.
        if (exitCode != 0 || said.Exists(line => line.StartsWith("error: ")))
            throw new CommandException(command, exitCode, string.Join('\n', said), Remedy(said));

        void Hear(string line)
        {
            // Progress comes once per percent; the rest is worth keeping for an error.
            if (!line.Contains("% ("))
                said.Add(line);
            onProgress(transfer.Estimate(line));
        }
    }

    private static string? Remedy(List<string> said) =>
        said.Exists(line => FullDisk.Any(line.Contains))
            ? "the disk is full; free some space (df -h /ceph) and try again"
            : said.Exists(line => line.Contains("Could not resolve host") || line.Contains("unable to connect") || line.Contains("Connection refused") ||
                line.Contains("Could not read from remote") || line.Contains("unable to access") || line.Contains("not appear to be a git repository"))
                ? "the repository does not answer; check the network and --repository"
                : null;

    private async Task<Command> CommandAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation) =>
        new("git", ["-C", folder, .. arguments]) { Environment = Settings([.. _configuration, .. await ForeignSettings.OverridesAsync(folder, cancellation)]) };

    private static IEnumerable<(string Key, string Value)> Addresses(IReadOnlyDictionary<string, string> rewrites)
    {
        foreach (var (address, other) in rewrites)
            yield return ($"url.{other}.insteadOf", address);
        // git forbids files as submodules, since a stranger's .gitmodules could name any; these are ours.
        if (rewrites.Values.Any(address => address.StartsWith("file://")))
            yield return ("protocol.file.allow", "always");
    }

    private static ImmutableSortedDictionary<string, string?> Settings(IReadOnlyList<(string Key, string Value)> configuration)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string?>();
        settings["GIT_TERMINAL_PROMPT"] = "0";
        settings["LC_ALL"] = "C";
        settings["GIT_CONFIG_COUNT"] = configuration.Count.ToString();
        foreach (var ((key, value), index) in configuration.Select((pair, index) => (pair, index)))
        {
            settings[$"GIT_CONFIG_KEY_{index}"] = key;
            settings[$"GIT_CONFIG_VALUE_{index}"] = value;
        }

        return settings.ToImmutable();
    }
}
