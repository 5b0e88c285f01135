using System.Globalization;
using System.Text.RegularExpressions;
using CephBuildEnv.Text;

namespace CephBuildEnv.Sources;

/// <summary>Adds to what git says of its progress how long that will still take.</summary>
/// <param name="clock">Measures it.</param>
public sealed partial class TransferProgress(TimeProvider clock)
{
    // Sooner, an estimate says nothing.
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(2);

    private string _phase = "";
    private (int Percent, long Time) _first;
    private int _last;

    /// <summary>The line, with the time that is left where it can be known.</summary>
    public string Estimate(string line)
    {
        if (Percentage().Match(line) is not { Success: true } match)
            return line;
        var (phase, percent) = (match.Groups["phase"].Value, int.Parse(match.Groups["percent"].Value, CultureInfo.InvariantCulture));
        // Another phase, or that of another repository.
        if (phase != _phase || percent < _last)
            (_phase, _first) = (phase, (percent, clock.GetTimestamp()));
        _last = percent;
        var elapsed = clock.GetElapsedTime(_first.Time);
        return percent > _first.Percent && percent < 100 && elapsed >= LeastTime
            ? $"{line}, {Duration.Clock(elapsed * (100 - percent) / (percent - _first.Percent))} left"
            : line;
    }

    // "Receiving objects:  42% (403/965), 101.20 MiB | 9.31 MiB/s"
    [GeneratedRegex(@"^(?<phase>[^%:]+): +(?<percent>[0-9]{1,3})% \(", RegexOptions.ExplicitCapture)]
    private static partial Regex Percentage();
}
