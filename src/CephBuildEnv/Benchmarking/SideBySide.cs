using System.Globalization;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Benchmarking;

/// <summary>Does the same in two ways, in turn, and takes the times.</summary>
/// <param name="rounds">How often.</param>
/// <param name="report">Gets each round's times, a sentence each.</param>
public sealed class SideBySide(int rounds, Action<string> report)
{
    /// <summary>One way: does it in a round (the first is 1), and says how long it took.</summary>
    public delegate Task<TimeSpan> Way(int round, CancellationToken cancellation);

    /// <summary>Commands one after the other, after something that does not count.</summary>
    /// <exception cref="CommandException">One of them fails.</exception>
    public static Way Commands(Func<int, IEnumerable<Command>> commands, Action<int>? prepare = null) => async (round, cancellation) =>
    {
        prepare?.Invoke(round);
        // What the other way wrote reaches the disk now, not while this one is timed.
        await CommandRunner.ReadAsync(new("sync"), cancellation);
        var began = TimeProvider.System.GetTimestamp();
        foreach (var command in commands(round))
            await CommandRunner.ReadAsync(command, cancellation);
        return TimeProvider.System.GetElapsedTime(began);
    };

    public async Task<Measurement> MeasureAsync(string name, Budget? budget, Way ours, Way theirs, CancellationToken cancellation)
    {
        var (ourTimes, theirTimes) = (new List<double>(), new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            // What one has brought into memory serves both: neither is always the first.
            if (round % 2 == 1)
                ourTimes.Add(await SecondsAsync(ours, round, cancellation));
            theirTimes.Add(await SecondsAsync(theirs, round, cancellation));
            if (round % 2 == 0)
                ourTimes.Add(await SecondsAsync(ours, round, cancellation));
            report(string.Create(CultureInfo.InvariantCulture, $"{name}, {round} of {rounds}: {ourTimes[^1]:0.00} s, the other way {theirTimes[^1]:0.00} s"));
        }

        return new(name, budget, ourTimes, theirTimes);
    }

    private static async Task<double> SecondsAsync(Way way, int round, CancellationToken cancellation) => (await way(round, cancellation)).TotalSeconds;
}
