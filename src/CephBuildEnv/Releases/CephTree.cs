using System.Globalization;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Releases;

/// <summary>
/// What a Ceph tree says of how it is built. Nothing here knows the name of a release: each answer is read from the tree's own
/// files, so that it holds for branches, backports and forks too.
/// </summary>
/// <param name="read">The text of a file of the tree; null when it has none at that path.</param>
public sealed partial class CephTree(Func<string, string?> read)
{
    // What is built in any case: where the compiler is checked, and libraries are built with a make of their own.
    private static readonly string[] ListFiles =
    [
        "CMakeLists.txt", "src/CMakeLists.txt", "src/compressor/zstd/CMakeLists.txt",
        "cmake/modules/BuildRocksDB.cmake", "cmake/modules/Buildzstd.cmake", "cmake/modules/CephChecks.cmake",
    ];

    // Where some releases declare switches beside those.
    private static readonly string[] SwitchFiles =
        ["cmake/modules/AddCephTest.cmake", "src/perfglue/CMakeLists.txt", "src/script/CMakeLists.txt", "src/tools/cephfs/CMakeLists.txt"];

    // What is built only with a switch, and may then want a make.
    private static readonly (string Switch, string File)[] SwitchedParts =
    [
        ("FIO", "cmake/modules/BuildFIO.cmake"), ("BROTLI", "src/compressor/brotli/CMakeLists.txt"), ("BLUESTORE_PMEM", "cmake/modules/Buildpmem.cmake"),
    ];

    private readonly Lazy<string> _lists = new(() => TextOf(read, ListFiles));

    private readonly Lazy<string> _switchLists = new(() => TextOf(read, SwitchFiles));

    private readonly Lazy<string> _dependencies = new(() => read("install-deps.sh") ?? "");

    private readonly Lazy<string> _configure = new(() => read("do_cmake.sh") ?? "");

    private string Lists => _lists.Value;

    /// <summary>Its <c>WITH_</c> switches that are on or off, without that beginning.</summary>
    public IReadOnlySet<string> Switches => field ??= SwitchPattern().Matches($"{Lists}\n{_switchLists.Value}").Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>do_cmake.sh itself asks for Ninja.</summary>
    public bool ChoosesNinja => _configure.Value.Contains("Ninja", StringComparison.Ordinal);

    /// <summary>What everybody needs is built by a bare <c>$(MAKE)</c>, which no other build tool understands.</summary>
    public bool NeedsMake => MakePattern().IsMatch(Lists);

    /// <summary>The switches that bring something which is built by a bare <c>$(MAKE)</c>.</summary>
    public IEnumerable<string> SwitchesThatNeedMake => SwitchedParts.Where(part => AnyMakePattern().IsMatch(WithoutComments(read(part.File) ?? ""))).Select(part => part.Switch);

    /// <summary>The least version of CMake, as it is written; null when the tree does not say.</summary>
    public string? LeastCMake => CMakePattern().Match(Lists) is { Success: true } found ? found.Groups["version"].Value : null;

    /// <summary>CMake 4 refuses trees that ask for what it was before 3.5, unless they know a later one too (<c>VERSION 2.8...3.20</c>).</summary>
    public bool IsRefusedByCMake4 => CMakePattern().Match(Lists) is { Success: true } found && ParseVersion(Last(found.Groups["known"], found.Groups["version"])) < new Version(3, 5);

    /// <summary>17 for C++17; 11 where the tree does not say.</summary>
    public int Standard => StandardPattern().Matches(Lists)
        .Select(match => int.Parse(match.Groups["standard"].Value, CultureInfo.InvariantCulture))
        .DefaultIfEmpty(11)
        .Max();

    /// <summary>The oldest GCC that can compile it: as CMake checks it, else the first that has all of the standard that Ceph uses.</summary>
    public Version LeastGcc => CompilerPattern().Match(Lists) is { Success: true } found ? ParseVersion(found.Groups["version"].Value) : Standard switch
    {
        >= 20 => new(11, 0),
        >= 17 => new(7, 0),
        _ => new(4, 8),
    };

    /// <summary>The manager's plugins run with Python 2 unless cmake is told otherwise.</summary>
    public bool PrefersPython2 => Python2Pattern().IsMatch(Lists);

    /// <summary>cmake can be told to use Python 3 alone.</summary>
    public bool TakesPython3Alone => !PrefersPython2 || Lists.Contains("MGR_PYTHON_VERSION", StringComparison.Ordinal);

    /// <summary>The Boost that cmake would fetch; null when the tree brings its own, or fetches none.</summary>
    public BoostSource? Boost => read("cmake/modules/BuildBoost.cmake") is { } module ? BoostSource.TryParse(module) : null;

    /// <summary>The Boost that make-dist fetches, for packages; null when it fetches none.</summary>
    public BoostSource? BoostOfPackages => read("make-dist") is { } script ? BoostSource.TryParseScript(script) : null;

    /// <summary>The oldest Boost that it takes from a distribution; null when it does not say.</summary>
    public string? LeastBoost => SystemBoostPattern().Match(Lists) is { Success: true } found ? found.Groups["version"].Value : null;

    /// <summary>Its install-deps.sh knows a distribution, by the <c>ID</c> of its os-release; one that asks for none knows all.</summary>
    public bool KnowsDistribution(string id)
    {
        var known = _dependencies.Value.Contains("case $ID in", StringComparison.Ordinal)
            ? DistributionPattern().Matches(_dependencies.Value).SelectMany(match => match.Groups["ids"].Value.Split('|')).ToList()
            : [];
        return known.Count == 0 || known.Any(name => name.EndsWith('*') ? id.StartsWith(name[..^1], StringComparison.Ordinal) : id == name);
    }

    /// <summary>A number of parts; what follows is left out.</summary>
    public static Version ParseVersion(string text)
    {
        var numbers = text.Split('.').Take(3).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return new(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
    }

    private static string Last(Group wanted, Group otherwise) => wanted.Success ? wanted.Value : otherwise.Value;

    private static string TextOf(Func<string, string?> read, IEnumerable<string> paths) => string.Join('\n', paths.Select(path => WithoutComments(read(path) ?? "")));

    private static string WithoutComments(string text) => CommentPattern().Replace(text, "");

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"\b(?:option|cmake_dependent_option)\s*\(\s*WITH_(?<name>[A-Z0-9_]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SwitchPattern();

    [GeneratedRegex(@"BUILD_COMMAND\s+\$\(MAKE\)\s+(?:rocksdb|libzstd)")]
    private static partial Regex MakePattern();

    [GeneratedRegex(@"BUILD_COMMAND\s+\$\(MAKE\)")]
    private static partial Regex AnyMakePattern();

    [GeneratedRegex(@"cmake_minimum_required\s*\(\s*VERSION\s+(?<version>[0-9]+(?:\.[0-9]+){0,2})(?:\.\.\.(?<known>[0-9]+(?:\.[0-9]+){0,2}))?", RegexOptions.IgnoreCase)]
    private static partial Regex CMakePattern();

    [GeneratedRegex(@"(?:CMAKE_CXX_STANDARD\s+|-std=c\+\+)(?<standard>11|14|17|20|23)\b")]
    private static partial Regex StandardPattern();

    [GeneratedRegex(@"(?:STREQUAL\s+""?GNU""?\s*\)\s*if\s*\(|CMAKE_COMPILER_IS_GNUCXX\s+AND)\s*CMAKE_CXX_COMPILER_VERSION\s+VERSION_LESS\s+""?(?<version>[0-9]+(?:\.[0-9]+){0,2})")]
    private static partial Regex CompilerPattern();

    [GeneratedRegex(@"PythonInterp\s+2\.7\s+REQUIRED|set\s*\(\s*MGR_PYTHON_VERSION\s+""2")]
    private static partial Regex Python2Pattern();

    [GeneratedRegex(@"find_package\s*\(\s*Boost\s+(?<version>[0-9]+\.[0-9]+(?:\.[0-9]+)?)")]
    private static partial Regex SystemBoostPattern();

    // A branch of a shell's case: names of distributions, in lower case.
    [GeneratedRegex(@"^\s*(?<ids>[a-z][a-z_-]*\*?(?:\|[a-z][a-z_-]*\*?)*)\)\s*$", RegexOptions.Multiline)]
    private static partial Regex DistributionPattern();
}
