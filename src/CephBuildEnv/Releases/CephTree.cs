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
    // Where Ceph declares its switches, and what it builds with a make of its own.
    private static readonly string[] ListFiles =
    [
        "CMakeLists.txt", "src/CMakeLists.txt", "src/compressor/zstd/CMakeLists.txt",
        "cmake/modules/BuildRocksDB.cmake", "cmake/modules/Buildzstd.cmake", "cmake/modules/CephChecks.cmake",
    ];

    private readonly Lazy<string> _lists = new(() => string.Join('\n', ListFiles.Select(path => WithoutComments(read(path) ?? ""))));

    private readonly Lazy<string> _configure = new(() => read("do_cmake.sh") ?? "");

    private string Lists => _lists.Value;

    /// <summary>Its <c>WITH_</c> switches that are on or off, without that beginning.</summary>
    public IReadOnlySet<string> Switches => field ??= SwitchPattern().Matches(Lists).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>do_cmake.sh itself asks for Ninja.</summary>
    public bool ChoosesNinja => _configure.Value.Contains("Ninja", StringComparison.Ordinal);

    /// <summary>What everybody needs is built by a bare <c>$(MAKE)</c>, which no other build tool understands.</summary>
    public bool NeedsMake => MakePattern().IsMatch(Lists);

    /// <summary>The least version of CMake, as it is written; null when the tree does not say.</summary>
    public string? LeastCMake => CMakePattern().Match(Lists) is { Success: true } found ? found.Groups["version"].Value : null;

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

    /// <summary>A number of parts; what follows is left out.</summary>
    public static Version ParseVersion(string text)
    {
        var numbers = text.Split('.').Take(3).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return new(numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
    }

    private static string WithoutComments(string text) => CommentPattern().Replace(text, "");

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"\b(?:option|cmake_dependent_option)\s*\(\s*WITH_(?<name>[A-Z0-9_]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SwitchPattern();

    [GeneratedRegex(@"BUILD_COMMAND\s+\$\(MAKE\)\s+(?:rocksdb|libzstd)")]
    private static partial Regex MakePattern();

    [GeneratedRegex(@"cmake_minimum_required\s*\(\s*VERSION\s+(?<version>[0-9]+(?:\.[0-9]+){0,2})", RegexOptions.IgnoreCase)]
    private static partial Regex CMakePattern();

    [GeneratedRegex(@"(?:CMAKE_CXX_STANDARD\s+|-std=c\+\+)(?<standard>11|14|17|20|23)\b")]
    private static partial Regex StandardPattern();

    [GeneratedRegex(@"STREQUAL\s+""?GNU""?\s*\)\s*if\s*\(\s*CMAKE_CXX_COMPILER_VERSION\s+VERSION_LESS\s+""?(?<version>[0-9]+(?:\.[0-9]+){0,2})")]
    private static partial Regex CompilerPattern();

    [GeneratedRegex(@"PythonInterp\s+2\.7\s+REQUIRED|set\s*\(\s*MGR_PYTHON_VERSION\s+""2")]
    private static partial Regex Python2Pattern();
}
