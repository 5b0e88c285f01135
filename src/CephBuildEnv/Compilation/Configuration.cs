using CephBuildEnv.Environments;
using CephBuildEnv.Releases;
using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>What cmake is told about a tree, beside what do_cmake.sh tells it, and why.</summary>
/// <param name="Generator">Of build files; empty where do_cmake.sh or the user chooses.</param>
/// <param name="Options">For cmake, in order: the last one wins.</param>
/// <param name="CxxFlags">For the C++ compiler, separated by blanks.</param>
/// <param name="Reasons">For people, a line each.</param>
public sealed record Configuration(string Generator, IReadOnlyList<string> Options, string CxxFlags, IReadOnlyList<string> Reasons)
{
    private const string Ninja = "Ninja", Make = "Unix Makefiles";

    /// <summary>Build dependencies that the distro does not have are left out.</summary>
    public bool AllowMissing { get; init; }

    // What costs time, packages or the network, and what a daemon, a client and their tests can do without.
    private static readonly string[] LeftOutOfMinimal =
    [
        "MGR_DASHBOARD_FRONTEND", "MANPAGE", "LTTNG", "BABELTRACE", "SPDK", "DPDK", "RDMA", "XIO", "SEASTAR", "CRIMSON", "JAEGER", "GRAFANA", "FIO",
        "RADOSGW_AMQP_ENDPOINT", "RADOSGW_KAFKA_ENDPOINT", "RADOSGW_SELECT_PARQUET", "RADOSGW_ARROW_FLIGHT", "RADOSGW_MOTR", "RADOSGW_DAOS",
        "CEPHFS_JAVA", "SELINUX", "QATLIB", "QATZIP", "QATDRV", "UADK", "NVMEOF_GATEWAY_MONITOR_CLIENT",
    ];

    // What is fetched while it is compiled, by tools that ask the network for more than one archive.
    private static readonly (string Switch, string What)[] FetchedWhileCompiling =
    [
        ("MGR_DASHBOARD_FRONTEND", "the dashboard's frontend is built with Node.js and npm packages"), ("FIO", "fio is cloned from its repository"),
        ("GTEST_PARALLEL", "gtest-parallel is cloned from its repository"),
    ];

    // Of those, the ones that packages have files of: without them, debian/*.install and %files would not find what they list.
    private static readonly string[] ListedByPackages =
        ["MANPAGE", "LTTNG", "BABELTRACE", "JAEGER", "GRAFANA", "CEPHFS_JAVA", "SELINUX", "SEASTAR", "CRIMSON", "NVMEOF_GATEWAY_MONITOR_CLIENT"];

    // Of the trees that prefer Python 2 and can do without.
    private static readonly string[] Python3Alone = ["-DWITH_PYTHON2=OFF", "-DWITH_PYTHON3=3", "-DMGR_PYTHON_VERSION=3"];

    /// <summary>As the scripts in <c>bin/</c> read it.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["CEPH_GENERATOR"] = Generator,
        ["CEPH_CMAKE_OPTIONS"] = string.Join('\n', Options),
        ["CEPH_CXX_FLAGS"] = CxxFlags,
        ["CEPH_ALLOW_MISSING"] = AllowMissing ? "yes" : "",
    };

    /// <summary>In what a build folder is configured otherwise, for people; empty where it is not, or nobody knows.</summary>
    /// <param name="stamp">What <c>configure.sh</c> has left in it: a fact a line.</param>
    public IEnumerable<string> DifferencesFrom(string stamp)
    {
        var had = stamp.Split('\n').Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        if (had.Count == 0)
            yield break;
        foreach (var (name, now) in new[] { ("cmake options", string.Join(' ', Options)), ("C++ flags", CxxFlags) })
        {
            var before = had[name].FirstOrDefault("");
            if (before != now)
                yield return $"configured with {name} '{Printable.Line(before)}', now '{now}': the build folder is put aside, and another one configured";
        }
    }

    /// <exception cref="UserException">The tree has no such switch.</exception>
    public static Configuration Of(CephTree tree, BuildOptions options, Distro distro)
    {
        var (generator, reason) = GeneratorOf(tree, options);
        var configuration = Of(tree, options, distro, LeftOutOfMinimal, "");
        return configuration with { Generator = generator, Reasons = [reason, .. configuration.Reasons] };
    }

    /// <summary>For packages, which have rules of their own: those choose the build tool, and list files that have to be there.</summary>
    /// <exception cref="UserException">The tree has no such switch.</exception>
    public static Configuration OfPackages(CephTree tree, BuildOptions options, Distro distro) =>
        Of(tree, options, distro, [.. LeftOutOfMinimal.Except(ListedByPackages)], " (of packages only what these have no files of)");

    private static Configuration Of(CephTree tree, BuildOptions options, Distro distro, string[] leftOutOfMinimal, string remark)
    {
        Require(tree, options);
        var (arguments, reasons) = (new List<string>(), new List<string>());
        if (tree.PrefersPython2 && tree.TakesPython3Alone && (distro.Python2 == false || distro.PrefersPython3))
        {
            arguments.AddRange(Python3Alone);
            reasons.Add($"Python 3 alone: {(distro.Python2 == false ? $"{distro} has no Python 2 to build with" : $"releases ask for no other on {distro}")}, and this tree can do without");
        }

        if (options.Minimal)
        {
            var leftOut = leftOutOfMinimal.Where(tree.Switches.Contains).ToList();
            arguments.AddRange(leftOut.Select(name => Switch(name, on: false)));
            reasons.Add($"--minimal leaves out {(leftOut.Count > 0 ? string.Join(' ', leftOut) : "nothing")}{remark}");
        }

        if (options.SystemBoost)
            arguments.Add(Switch("SYSTEM_BOOST", on: true));
        arguments.AddRange(options.Switches.Select(with => Switch(with.Key, with.Value)));
        arguments.AddRange(options.CMakeArguments);
        if (!options.IsEmpty)
            reasons.Add($"options: {options.CommandLine}");
        reasons.AddRange(FetchedWhileCompiling.Where(part => IsOn(tree, options, part.Switch)).Select(part => $"needs the network: {part.What}; without: --without {part.Switch}"));
        return new("", arguments, string.Join(' ', options.CxxFlags), reasons) { AllowMissing = options.AllowMissingDependencies };
    }

    private static (string Generator, string Reason) GeneratorOf(CephTree tree, BuildOptions options) =>
        options.CMakeArguments.Any(argument => argument.StartsWith("-G", StringComparison.Ordinal)) ? ("", "--cmake-arg chooses the build tool")
        : tree.ChoosesNinja ? ("", "ninja: do_cmake.sh chooses it")
        : tree.NeedsMake ? (Make, "make: the tree builds a library with a bare $(MAKE), which ninja cannot read")
        : tree.SwitchesThatNeedMake.FirstOrDefault(name => options.IsOn(name) == true) is { } part ? (Make, $"make: WITH_{part} is built with a bare $(MAKE), which ninja cannot read")
        : (Ninja, "ninja, where the image has it: do_cmake.sh leaves the choice to cmake");

    private static void Require(CephTree tree, BuildOptions options)
    {
        if (tree.Switches.Count == 0 || options.Switches.Keys.FirstOrDefault(name => !tree.Switches.Contains(name)) is not { } unknown)
            return;
        var parameter = options.Switches[unknown] ? "--with" : "--without";
        throw new UserException(
            $"{parameter}: this tree has no switch WITH_{unknown}{Suggestion.Phrase(unknown, [.. tree.Switches])}; it has {string.Join(' ', tree.Switches.Order(StringComparer.Ordinal))}; " +
            $"anything else can be set with --cmake-arg=-DNAME=VALUE, and what is remembered is forgotten with {BuildOptions.Reset}");
    }

    // What releases have by default: the frontend, since there is one, and none of the others.
    private static bool IsOn(CephTree tree, BuildOptions options, string name) =>
        tree.Switches.Contains(name) && (options.IsOn(name) ?? (!options.Minimal && name == FetchedWhileCompiling[0].Switch));

    private static string Switch(string name, bool on) => $"-DWITH_{name}={(on ? "ON" : "OFF")}";
}
