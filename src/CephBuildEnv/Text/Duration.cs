using System.Globalization;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Text;

/// <summary>A time span as people write it: <c>90m</c>, <c>4h</c>, <c>30s</c>, <c>1.5h</c>.</summary>
public static partial class Duration
{
    /// <exception cref="UserException">The text is no time span, or an empty one.</exception>
    public static TimeSpan Parse(string text, string parameter)
    {
        var match = Pattern().Match(text);
        var seconds = match.Success ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * UnitSeconds(match.Groups["unit"].Value) : 0;
        return seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new UserException($"{parameter}: '{Printable.Text(text)}' is no time span; write a number and a unit, such as 90m or 4h");
    }

    /// <summary>As a clock shows it, minutes and seconds: <c>0:42</c>, <c>75:03</c>.</summary>
    public static string Clock(TimeSpan duration) => $"{(int)duration.TotalMinutes}:{duration.Seconds:00}";

    private static int UnitSeconds(string unit) => unit switch
    {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => 86400,
    };

    [GeneratedRegex(@"\A(?<number>[0-9]{1,5}(\.[0-9]{1,3})?)(?<unit>[smhd])\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
