using System.Collections.Immutable;
using System.Text.Json;

namespace CephBuildEnv.EngineTests.Host;

/// <summary>The engine, asked by its own client and not by the product.</summary>
public static class Docker
{
    /// <summary>The one that Debian's package brings: it can build.</summary>
    public const string Client = "/usr/bin/docker";

    /// <summary>Our images: tag (without <c>ceph-build-env/</c>) and id.</summary>
    public static ImmutableSortedDictionary<string, string> Images() => Checkout
        .ReadLines(Client, "images", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}", "--filter", "reference=ceph-build-env/*")
        .Select(line => line.Split(' '))
        .ToImmutableSortedDictionary(fields => fields[0]["ceph-build-env/".Length..], fields => fields[1], StringComparer.Ordinal);

    public static IReadOnlyList<string> Containers() => Checkout.ReadLines(Client, "ps", "--all", "--format", "{{.Names}}");

    /// <summary>What the engine knows of a container, as JSON.</summary>
    public static JsonElement Inspect(string container)
    {
        using var json = JsonDocument.Parse(Checkout.Read(Client, "inspect", container));
        return json.RootElement[0].Clone();
    }

    public static void Kill(string container) => Checkout.Read(Client, "kill", container);

    /// <summary>Every image, intermediate ones included, and every container. The engine lists what was made in one second in any order.</summary>
    public static IEnumerable<string> Everything() =>
    [
        .. Checkout.ReadLines(Client, "images", "--all", "--no-trunc", "--format", "image {{.Repository}}:{{.Tag}} {{.ID}}").Order(StringComparer.Ordinal),
        .. Checkout.ReadLines(Client, "ps", "--all", "--no-trunc", "--format", "container {{.ID}} {{.Names}} {{.Status}}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs a program in a container of an image, with /ceph.</summary>
    public static Outcome RunIn(string image, string program, params string[] arguments) => Checkout.Run(
        [Client, "run", "--rm", "--volume", "/ceph:/ceph", "--entrypoint", program, $"ceph-build-env/{image}", .. arguments]);

    /// <summary>Runs a script of <c>bin/</c> on the tree of <see cref="PrivateHost.Luminous"/>, as the product would.</summary>
    /// <param name="script">Its name.</param>
    /// <param name="image">That it runs in.</param>
    /// <param name="reports">The folder that it reports in.</param>
    /// <param name="variables">Beside those that all scripts get: <c>NAME=value</c>.</param>
    public static Outcome RunScript(string script, string image, string reports, params string[] variables)
    {
        var tree = CephFolder.Tree(PrivateHost.Luminous);
        string[] all =
        [
            $"CEPH_SRC={tree}", $"CEPH_BUILD_DIR={tree}/build", $"CEPH_RUN_DIR={reports}", "CEPH_JOBS=2", "CEPH_UID=0", "CEPH_GID=0",
            "CEPH_DISTRO=debian-12", "CEPH_RELEASE=luminous", $"CCACHE_DIR={CephFolder.Root}/ccache/{PrivateHost.Luminous}", .. variables,
        ];
        return Checkout.Run(
            [
                Client, "run", "--rm", "--init", "--volume", "/ceph:/ceph", "--volume", $"{Checkout.Folder}:{Checkout.Folder}:ro",
                .. all.SelectMany(variable => new[] { "--env", variable }), "--entrypoint", $"{Checkout.Folder}/bin/{script}", image,
            ]);
    }

    /// <summary>Runs the engine's own client; returns what it says.</summary>
    public static string Read(params string[] arguments) => Checkout.Read([Client, .. arguments]);

    public static bool Answers() => Checkout.Run(Client, "version").ExitCode == 0;

    /// <summary>Ends the daemon and starts it with other options, until the result is disposed of.</summary>
    public static RunningCommand Restart(params string[] options)
    {
        Stop();
        var daemon = new RunningCommand(["dockerd", .. options], Checkout.Folder);
        Wait.Until(Answers, TimeSpan.FromSeconds(60), "dockerd answers");
        return daemon;
    }

    /// <summary>Ends the daemon, as an administrator does.</summary>
    public static void Stop() => End("-TERM");

    /// <summary>Ends the daemon as a crash does: it cleans nothing up.</summary>
    public static void Kill() => End("-KILL");

    private static void End(string signal)
    {
        var id = File.ReadAllText("/var/run/docker.pid").Trim();
        Checkout.Read("kill", signal, id);
        Wait.Until(() => !Directory.Exists($"/proc/{id}"), TimeSpan.FromSeconds(30), "dockerd ends");
    }
}
