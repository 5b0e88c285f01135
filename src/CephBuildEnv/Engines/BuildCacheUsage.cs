using System.Globalization;
using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Engines;

/// <summary>
/// Reads what a docker client says about the builder's cache. The client and not the API: its answer has another shape with
/// nearly every version.
/// </summary>
public static partial class BuildCacheUsage
{
    /// <summary>Of the client's <c>system df</c>.</summary>
    public const string Format = "{{.Type}}\t{{.Size}}";

    private const string Units = "kMGT";

    /// <summary>Null when the text does not say it.</summary>
    public static ByteSize? Parse(string text)
    {
        var match = Line().Match(text);
        if (!match.Success)
            return null;
        var unit = match.Groups["unit"].Value;
        var power = unit.Length == 0 ? 0 : Units.IndexOf(unit[0]) + 1;
        return new((long)(double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Math.Pow(1000, power)));
    }

    [GeneratedRegex(@"^Build Cache\t(?<number>[0-9.]+)(?<unit>[kMGT]?)B$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
