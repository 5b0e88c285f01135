using CephBuildEnv;
using CephBuildEnv.Benchmarking;
using Nuke.Common;
using Serilog;

/// <summary>What this project costs.</summary>
sealed partial class BuildScript
{
    Target Benchmark => _ => _
        .Description("Measures what this project costs beside the same steps by hand, in environments of its own; 20 minutes, and three times as long on a slow machine.")
        .DependsOn(MendHost, Prepare)
        .Executes(async () =>
        {
            await using var world = await BenchmarkWorld.MakeAsync(Workspace, Distros.Get("debian-12"), _interruption.Token);
            var page = await new CephBuildEnv.Benchmarking.Benchmark(world, line => Log.Information("{Line:l}", line)).RunAsync(_interruption.Token);
            Console.WriteLine(page.ToMarkdown());
            if (page.Exceeded.ToList() is { Count: > 0 } exceeded)
                throw new UserException(string.Join('\n', exceeded));
        });
}
