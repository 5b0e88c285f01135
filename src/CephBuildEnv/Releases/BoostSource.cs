using System.Text.RegularExpressions;

namespace CephBuildEnv.Releases;

/// <summary>The archive of Boost that a tree builds, where it is not the distribution's.</summary>
/// <param name="Version">Such as <c>1.72.0</c>.</param>
/// <param name="Algorithm"><c>sha256</c> or <c>md5</c>, as the release checks it.</param>
/// <param name="Checksum">Hexadecimal digits.</param>
/// <param name="Urls">Where the tree looks for it.</param>
public sealed partial record BoostSource(string Version, string Algorithm, string Checksum, IReadOnlyList<string> Urls)
{
    private const int Md5Digits = 32;

    /// <summary>As it is called at all these places.</summary>
    public string FileName => $"boost_{Version.Replace('.', '_')}.tar.bz2";

    /// <param name="module">The text of <c>cmake/modules/BuildBoost.cmake</c>.</param>
    /// <returns>Null when it names no archive with a checksum.</returns>
    public static BoostSource? TryParse(string module)
    {
        var (version, checksum) = (VersionPattern().Match(module), ChecksumPattern().Match(module));
        if (!version.Success || !checksum.Success)
            return null;
        var number = version.Groups["version"].Value;
        var urls = UrlPattern().Matches(module).Select(match => match.Value
            .Replace("${boost_version}", number, StringComparison.Ordinal)
            .Replace("${boost_version_underscore}", number.Replace('.', '_'), StringComparison.Ordinal));
        return new(number, checksum.Groups["algorithm"].Value, checksum.Groups["digits"].Value.ToLowerInvariant(), [.. urls]);
    }

    /// <param name="script">The text of <c>make-dist</c>: a version, a checksum, and folders that have the archive.</param>
    /// <returns>Null when it names no archive with a checksum.</returns>
    public static BoostSource? TryParseScript(string script)
    {
        var call = CallPattern().Match(script);
        if (!call.Success)
            return null;
        var (version, digits) = (call.Groups["version"].Value, call.Groups["digits"].Value.ToLowerInvariant());
        var source = new BoostSource(version, digits.Length == Md5Digits ? "md5" : "sha256", digits, []);
        var folders = call.Groups["folder"].Captures.Select(folder => folder.Value.Replace("$boost_version", version, StringComparison.Ordinal));
        return source with { Urls = [.. folders.Select(folder => $"{folder.TrimEnd('/')}/{source.FileName}")] };
    }

    [GeneratedRegex(@"^boost_version=(?<version>[0-9]+\.[0-9]+\.[0-9]+)\s+download_boost\s+\$boost_version\s+(?<digits>[0-9a-fA-F]{64}|[0-9a-fA-F]{32})\b(?:[\s\\]+(?<folder>https?://\S+))*", RegexOptions.Multiline)]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"set\s*\(\s*boost_version\s+(?<version>[0-9]+\.[0-9]+\.[0-9]+)\s*\)")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"set\s*\(\s*boost_(?<algorithm>md5|sha256)\s+(?<digits>[0-9a-fA-F]{32,64})\s*\)")]
    private static partial Regex ChecksumPattern();

    [GeneratedRegex(@"https?://[^\s"")]+\.tar\.bz2")]
    private static partial Regex UrlPattern();
}
