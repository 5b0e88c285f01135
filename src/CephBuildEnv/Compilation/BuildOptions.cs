using System.Text.RegularExpressions;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;

namespace CephBuildEnv.Compilation;

/// <summary>How a tree is configured, beside what its own scripts decide. Null, and an empty list, leave it as it is remembered.</summary>
public sealed partial record BuildOptions
{
    /// <summary>The option that forgets what is remembered, for messages.</summary>
    public const string Reset = "--reset-options";

    private const string SwitchPrefix = "WITH_";

    /// <summary>For cmake, as they are typed: <c>-DNAME=VALUE</c>.</summary>
    public IReadOnlyList<string> CMakeArguments { get; init; } = [];

    /// <summary>Ceph's <c>WITH_</c> switches, without that beginning: on or off.</summary>
    public SortedDictionary<string, bool> Switches { get; init; } = [];

    /// <summary>Leave out what can be left out.</summary>
    public bool Minimal { get; init; }

    /// <summary>The distribution's Boost, not one that is built.</summary>
    public bool SystemBoost { get; init; }

    /// <summary>For the C++ compiler.</summary>
    public IReadOnlyList<string> CxxFlags { get; init; } = [];

    /// <summary>For the images, beside the release's own dependencies.</summary>
    public IReadOnlyList<string> ExtraPackages { get; init; } = [];

    /// <summary>Go on without build dependencies that the distribution does not have.</summary>
    public bool AllowMissingDependencies { get; init; }

    /// <summary>Whether one of Ceph's switches is turned on or off, by the last word as cmake hears it; null where nothing is said of it.</summary>
    /// <param name="name">Without <c>WITH_</c>.</param>
    public bool? IsOn(string name)
    {
        var definition = new Regex($@"\A-D\s*{SwitchPrefix}{name}(?::[A-Za-z]+)?=(?<value>.*)\z", RegexOptions.CultureInvariant);
        return CMakeArguments.Select(argument => definition.Match(argument)).LastOrDefault(match => match.Success) is { } last
            ? !FalseOfCMake().IsMatch(last.Groups["value"].Value)
            : Switches.TryGetValue(name, out var on) ? on : null;
    }

    /// <summary>The distribution's Boost, asked for or refused in one of the ways in which it can be; null where nothing is said of it.</summary>
    public bool? SystemBoostWanted => IsOn("SYSTEM_BOOST") ?? (SystemBoost ? true : null);

    public bool IsEmpty => CommandLine.Length == 0;

    /// <summary>As they are typed: <c>--minimal --without RDMA</c>.</summary>
    public string CommandLine => string.Join(' ', (IEnumerable<string>)
    [
        .. Minimal ? ["--minimal"] : (string[])[],
        .. SystemBoost ? ["--system-boost"] : (string[])[],
        .. AllowMissingDependencies ? ["--allow-missing-deps"] : (string[])[],
        .. Switches.Select(with => $"{(with.Value ? "--with" : "--without")} {with.Key}"),
        .. CMakeArguments.Select(argument => $"--cmake-arg={ShellQuote.Quote(argument)}"),
        .. CxxFlags.Select(flag => $"--cxx-flag={ShellQuote.Quote(flag)}"),
        .. ExtraPackages.Select(package => $"--extra-package {package}"),
    ]);

    /// <summary>What was asked for, over what is remembered.</summary>
    public BuildOptions Over(BuildOptions remembered) => new()
    {
        CMakeArguments = CMakeArguments.Count > 0 ? CMakeArguments : remembered.CMakeArguments,
        Switches = new(remembered.Switches.Concat(Switches).GroupBy(with => with.Key).ToDictionary(same => same.Key, same => same.Last().Value), StringComparer.Ordinal),
        Minimal = Minimal || remembered.Minimal,
        SystemBoost = SystemBoost || remembered.SystemBoost,
        CxxFlags = CxxFlags.Count > 0 ? CxxFlags : remembered.CxxFlags,
        ExtraPackages = ExtraPackages.Count > 0 ? ExtraPackages : remembered.ExtraPackages,
        AllowMissingDependencies = AllowMissingDependencies || remembered.AllowMissingDependencies,
    };

    /// <summary>A switch's name as Ceph has it: <c>with_rdma</c>, <c>RDMA</c> and <c>WITH_RDMA</c> are the same.</summary>
    /// <exception cref="UserException">No switch can be called like that.</exception>
    public static string CheckedSwitch(string parameter, string name)
    {
        var upper = name.ToUpperInvariant();
        upper = upper.StartsWith(SwitchPrefix, StringComparison.Ordinal) ? upper[SwitchPrefix.Length..] : upper;
        return SwitchPattern().IsMatch(upper)
            ? upper
            : throw new UserException($"{parameter}: '{Printable.Text(name)}' cannot be a switch; use the name of one of Ceph's WITH_ options, such as RDMA");
    }

    /// <exception cref="UserException">cmake would take it for something else than an option.</exception>
    public static string CheckedCMakeArgument(string argument) => argument.Length > 1 && argument[0] == '-' && !argument.Any(char.IsControl)
        ? argument
        : throw new UserException($"--cmake-arg: '{Printable.Text(argument)}' is no option of cmake; write --cmake-arg=-DNAME=VALUE");

    /// <exception cref="UserException">A compiler would take it for something else than an option.</exception>
    // Flags reach the compiler through CXXFLAGS, which is split at blanks.
    public static string CheckedCxxFlag(string flag) => !flag.Any(char.IsControl)
        ? flag
        : throw new UserException($"--cxx-flag: '{Printable.Text(flag)}' is no option of a compiler; write for example --cxx-flag='-include ostream'");

    /// <exception cref="UserException">No package can be called like that.</exception>
    public static string CheckedPackage(string name) => PackagePattern().IsMatch(name)
        ? name
        : throw new UserException($"--extra-package: '{Printable.Text(name)}' cannot be a package; use letters, digits, '.', '_', '+', '-' and ':'");

    // https://cmake.org/cmake/help/latest/command/if.html#constant
    [GeneratedRegex(@"\A(?:|0|OFF|NO|FALSE|N|IGNORE|NOTFOUND|.*-NOTFOUND)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FalseOfCMake();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{0,60}\z")]
    private static partial Regex SwitchPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+:-]{0,127}\z")]
    private static partial Regex PackagePattern();
}
