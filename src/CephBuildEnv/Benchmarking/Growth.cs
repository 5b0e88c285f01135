using System.Text.RegularExpressions;
using CephBuildEnv.Processes;
using CephBuildEnv.Text;

namespace CephBuildEnv.Benchmarking;

/// <summary>Measures how time and memory grow with what there is: environments, and files in a source tree.</summary>
/// <param name="world">What it works on.</param>
/// <param name="report">Gets what is done, a sentence each.</param>
internal sealed partial class Growth(BenchmarkWorld world, Action<string> report)
{
    private static readonly int[] Environments = [1, 10, 100];
    private static readonly int[] Files = [1_000, 10_000, 100_000];

    /// <summary>Branches of which it makes environments.</summary>
    public static IEnumerable<string> Branches => [.. Enumerable.Range(1, Environments[^1]).Select(Small), .. Files.Select(WithFiles)];

    /// <exception cref="UserException">A command that is measured does not run.</exception>
    public async Task<IReadOnlyList<GrowthRow>> MeasureAsync(CancellationToken cancellation)
    {
        var (status, plan, clean, build) = (new List<Sample>(), new List<Sample>(), new List<Sample>(), new List<Sample>());
        var made = 0;
        foreach (var count in Environments)
        {
            report($"growth: {count} environments");
            for (; made < count; made++)
                await world.MakeTreeAsync(Small(made + 1), cancellation);
            var all = Enumerable.Range(1, count).Select(Small).ToList();
            status.Add(await MeasureAsync(world.Build("Status"), count, cancellation));
            plan.Add(await MeasureAsync(world.Build("Build", [.. all]).With("--plan"), count, cancellation));
        }

        foreach (var count in Files)
        {
            report($"growth: {count} files");
            await world.MakeTreeAsync(WithFiles(count), cancellation);
            clean.Add(await MeasureAsync(world.Build("Clean", WithFiles(count)).With("--what", "sources"), count, cancellation));
            // Compiles, and then finds that there is nothing to do.
            for (var time = 0; time < 2; time++)
                await CommandRunner.ReadAsync(world.Build("Build", WithFiles(count)), cancellation);
            build.Add(await MeasureAsync(world.Build("Build", WithFiles(count)), count, cancellation));
        }

        return
        [
            new("`Status`, environments", status), new("`Build --plan`, environments", plan), new("search for unsaved work before `Clean`, files", clean),
            new("`Build` with everything up to date, files", build),
        ];
    }

    private static string Small(int number) => $"benchmark-small-{number}";

    private static string WithFiles(int count) => $"benchmark-files-{count}";

    private static async Task<Sample> MeasureAsync(Command command, int size, CancellationToken cancellation)
    {
        var (times, memory) = (new List<double>(), new List<double>());
        for (var round = 0; round < Benchmark.Rounds; round++)
        {
            var began = TimeProvider.System.GetTimestamp();
            // One that asks first ends with an error where nobody answers: what it does until then is what is measured.
            var result = await CommandRunner.CaptureAsync(command.With("--verbosity", "Verbose"), cancellation);
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            memory.Add(Peak().Match(result.Output + result.Error) is { Success: true } match
                ? ByteSize.Parse(match.Groups[1].Value, "peak memory").Bytes
                : throw new CommandException(command, result.ExitCode, result.Error + result.Output));
        }

        return new(size, Measurement.Median(times), new((long)Measurement.Median(memory)));
    }

    [GeneratedRegex("peak memory of this process: ([0-9.]+[KMG])")]
    private static partial Regex Peak();
}
