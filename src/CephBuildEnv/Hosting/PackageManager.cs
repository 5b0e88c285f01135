using System.Collections.Immutable;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Hosting;

/// <summary>Installs packages on the host, with the host's own package manager.</summary>
public sealed record PackageManager(string Name, Command? Refresh, Command Install)
{
    private static readonly ImmutableSortedDictionary<string, string?> Quiet =
        ImmutableSortedDictionary<string, string?>.Empty.Add("DEBIAN_FRONTEND", "noninteractive");

    private static readonly PackageManager[] Known =
    [
        new("apt-get", new Command("apt-get", "update"), new Command("apt-get", "install", "-y", "--no-install-recommends") { Environment = Quiet }),
        new("zypper", Refresh: null, new Command("zypper", "--non-interactive", "install")),
        new("dnf", Refresh: null, new Command("dnf", "install", "-y")),
    ];

    /// <summary>The host's; null when it is none of those that are known.</summary>
    public static PackageManager? Find() => Known.FirstOrDefault(manager => ExecutablePath.Find(manager.Name) is not null);

    /// <summary>Installs what is not there.</summary>
    /// <exception cref="UserException">A right is missing, or the package manager failed.</exception>
    public async Task InstallAsync(IReadOnlyList<string> packages, Action<string> onLine, CancellationToken cancellation)
    {
        var install = Install.With(packages);
        if (!HostUser.IsRoot)
            throw new UserException($"installing needs root; type: {(Refresh is null ? "" : $"sudo {Refresh} && ")}sudo {install}");
        foreach (var command in new[] { Refresh, install }.OfType<Command>())
        {
            var said = new List<string>();
            var exitCode = await CommandRunner.StreamAsync(command, line => { said.Add(line); onLine(line); }, cancellation);
            if (exitCode != 0)
                throw new CommandException(command, exitCode, string.Join('\n', said), "is the package mirror reachable?");
        }
    }
}
