using System.Collections.Immutable;
using System.Xml.Linq;
using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Processes;

namespace CephBuildEnv.SelfTesting;

/// <summary>Runs this project's own tests, everything they need included.</summary>
/// <param name="checkout">The folder of this project's checkout.</param>
/// <param name="report">Gets what is done, a sentence each.</param>
/// <param name="onLine">Gets what the tools and the tests say.</param>
public sealed class SelfTest(string checkout, Action<string> report, Action<string> onLine)
{
    // The ring that needs a real engine; it runs on throw-away copies of this host.
    private const string EngineTests = "CephBuildEnv.EngineTests";

    private const string
        SideBySide = $"{EngineTests}.SideBySide", Products = $"{EngineTests}.Products", Faults = $"{EngineTests}.Faults", Speed = $"{EngineTests}.SpeedTests";

    // One row after the other. What is in one row runs at the same time, each part on a host of its own: one works where the other waits.
    private static readonly TestPart[][] Rows =
    [
        [new("Nuke.Common.Tests")],
        [new("CephBuildEnv.Tests")],
        [
            new(EngineTests, "-namespace-", SideBySide, "-namespace-", Products, "-namespace-", Faults, "-class-", Speed) { Name = "workflow" },
            new(EngineTests, "-namespace", SideBySide, "-namespace", Products, "-namespace", Faults) { Name = "side-by-side-products-faults" },
        ],
        // What is measured has the machine for itself.
        [new(EngineTests, "-class", Speed) { Name = "speed" }],
    ];

    private static readonly EngineService Engine = EngineService.Of(EngineKind.Docker);

    // What the tests start, and the package that has it on Debian and Ubuntu.
    private static readonly (string Program, string Package)[] Needed =
    [
        ("git", "git"), (Engine.Daemon, Engine.PackagesIn("apt-get")[0]), ("mmdebstrap", "mmdebstrap"), ("shellcheck", "shellcheck"), ("tmux", "tmux"),
        ("ip", "iproute2"), ("iptables", "iptables"), ("setpriv", "util-linux"), ("pgrep", "procps"), ("curl", "curl"), ("openssl", "openssl"), ("ccache", "ccache"),
    ];

    // The runtime that runs this program runs the tests too.
    private static string Dotnet => Environment.ProcessPath!;

    private static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false";

    /// <exception cref="UserException">A test failed, or the tests cannot run.</exception>
    public async Task<TestCount> RunAsync(CancellationToken cancellation)
    {
        await InstallAsync(cancellation);
        var count = TestCount.None;
        foreach (var project in Rows.SelectMany(row => row).Select(part => part.Project).Distinct())
            await BuildAsync(project, cancellation);
        foreach (var row in Rows)
            count = (await Task.WhenAll(row.Select(part => RunAsync(part, cancellation)))).Aggregate(count, (sum, part) => sum + part);
        return count;
    }

    private async Task InstallAsync(CancellationToken cancellation)
    {
        var missing = Needed.Where(tool => ExecutablePath.Find(tool.Program) is null).ToList();
        if (missing.Count == 0)
            return;
        var packages = missing.Select(tool => tool.Package).ToList();
        if (PackageManager.Find() is not { Name: "apt-get" } manager || !HostUser.IsRoot)
        {
            var text = $"the tests need {string.Join(", ", packages)}";
            if (IsContinuousIntegration)
                throw new UserException($"{text}; install them");
            report($"{text}, and cannot install them here: some tests are skipped");
            return;
        }

        report($"installing {string.Join(", ", packages)}");
        await manager.InstallAsync(packages, onLine, cancellation);
    }

    private async Task BuildAsync(string project, CancellationToken cancellation)
    {
        report($"compiling {project}");
        var said = new List<string>();
        var command = new Command(Dotnet, "build", Path.Combine(checkout, "tests", project), "--verbosity", "quiet", "-nologo", "-nodeReuse:false")
        {
            // The build program's own switches must not reach another program's compilation.
            Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("NUKE_ROOT", null),
        };
        var exitCode = await CommandRunner.StreamAsync(command, said.Add, cancellation);
        if (exitCode != 0)
            throw new CommandException(command, exitCode, string.Join('\n', said));
    }

    private async Task<TestCount> RunAsync(TestPart part, CancellationToken cancellation)
    {
        report($"running {part}");
        var results = Path.Combine(checkout, "artifacts", "tests", $"{part}.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(results)!);
        File.Delete(results);
        var exitCode = await CommandRunner.StreamAsync(TestCommand(part, results), onLine, cancellation);
        if (!File.Exists(results))
            throw new UserException($"{part} ended with {exitCode} and left no results in {results}");
        var count = TestCount.Parse(XDocument.Load(results));
        report($"{part}: {count}");
        return exitCode != 0 && count.Failed == 0 ? count with { Failed = 1 } : count;
    }

    private Command TestCommand(TestPart part, string results)
    {
        var assembly = Path.Combine(checkout, "artifacts", "bin", part.Project, "debug", $"{part.Project}.dll");
        string[] command = [Dotnet, assembly, .. part.Selection, "-xml", results];
        // The private host works on a copy of the checkout: what is to be kept is named.
        return part.Project == EngineTests && HostUser.IsRoot
            ? new(Path.Combine(checkout, "tests", "in-private-host.sh"), ["--keep", Path.GetDirectoryName(results)!, .. command]) { WorkingDirectory = checkout }
            : new(command[0], command[1..]) { WorkingDirectory = checkout };
    }
}
