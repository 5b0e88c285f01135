using System.Globalization;
using System.Text.RegularExpressions;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Benchmarking;

/// <summary>Measures what this project costs beside the same steps by hand, and beside an image and a clone per branch.</summary>
/// <param name="world">What it works on.</param>
/// <param name="report">Gets what is done, a sentence each.</param>
public sealed partial class Benchmark(BenchmarkWorld world, Action<string> report)
{
    /// <summary>Of each measurement but <see cref="RebuildRounds"/>.</summary>
    public const int Rounds = 5;

    // Single rounds of it lie a tenth apart, and its limit is half a tenth.
    private const int RebuildRounds = 15;

    private readonly SideBySide _sideBySide = new(Rounds, report);
    private readonly List<string> _facts = [];

    private string Tree => world.Layout.Source(world.Environment(BenchmarkWorld.Large));

    private string Image => ImageTags.Git(world.Environment(BenchmarkWorld.Large));

    private string TreeByHand => Path.Combine(world.ByHand, "tree");

    /// <summary>The image that the other way makes for the branch of a round.</summary>
    public static string ImageByHand(int round) => $"ceph-build-env-benchmark:{BenchmarkWorld.Branch(round)}";

    /// <exception cref="UserException">Something that is measured fails.</exception>
    public async Task<BenchmarkPage> RunAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        List<Measurement> budgets =
        [
            await MeasureStartAsync(cancellation), await MeasureNoOpAsync(cancellation), await MeasureSourceAsync(cancellation), await MeasureRebuildAsync(cancellation),
        ];
        var perBranch = await MeasureBranchAsync(cancellation);
        var growth = await new Growth(world, report).MeasureAsync(cancellation);
        return new(await Machine.DescribeAsync(world.Engine, cancellation), budgets, perBranch, growth, _facts);
    }

    // Both ways have what their second time finds: images, a mirror, a compiler cache.
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        report("making the first environments, and the same tree by hand");
        await CommandRunner.ReadAsync(world.Build("Build", BenchmarkWorld.Large), cancellation);
        await CommandRunner.ReadAsync(world.Build("BuildPrepare", BenchmarkWorld.Next), cancellation);
        await CommandRunner.ReadAsync(CloneByHand(BenchmarkWorld.Large, TreeByHand), cancellation);
        Directory.CreateDirectory(Path.Combine(world.ByHand, "ccache"));
        await CommandRunner.ReadAsync(RebuildByHand(), cancellation);
    }

    private Task<Measurement> MeasureStartAsync(CancellationToken cancellation) => _sideBySide.MeasureAsync(
        "`./build.sh Build` until its first call of the engine; `docker version` until its own",
        new(BudgetKind.Seconds, 0.3),
        (_, token) => FirstCall.TimeAsync(world.Build("Build", BenchmarkWorld.Large), world.ByHand, token),
        (_, token) => FirstCall.TimeAsync(new(world.Client, "version"), world.ByHand, token),
        cancellation);

    // No container is started for it; where anything was written, one is.
    private async Task<Measurement> MeasureNoOpAsync(CancellationToken cancellation)
    {
        var byHand = SideBySide.Commands(_ => [world.Run(Image, Tree, "ninja", "-C", "build")]);
        var asked = await _sideBySide.MeasureAsync(
            "`Build` after a file was written that nothing is compiled from; `docker run` of the same `ninja`",
            budget: null,
            SideBySide.Commands(_ => [world.Build("Build", BenchmarkWorld.Large)], round => File.WriteAllText(Path.Combine(Tree, "build", "written"), $"{round}")),
            byHand,
            cancellation);
        _facts.Add(string.Create(CultureInfo.InvariantCulture, $"{asked.Name}: {asked.OurMedian:0.00} s, {asked.TheirMedian:0.00} s"));
        return await _sideBySide.MeasureAsync(
            "`Build` with everything up to date; `docker run` of the same `ninja`",
            new(BudgetKind.Difference, 0.5),
            SideBySide.Commands(_ => [world.Build("Build", BenchmarkWorld.Large)]),
            byHand,
            cancellation);
    }

    private async Task<Measurement> MeasureSourceAsync(CancellationToken cancellation)
    {
        var (ours, theirs) = (world.Layout.Source(world.Environment(BenchmarkWorld.Next)), Path.Combine(world.ByHand, "clone"));
        var measured = await _sideBySide.MeasureAsync(
            "source of a second environment; `git clone --reference` and its submodules",
            new(BudgetKind.Ratio, 1.2),
            SideBySide.Commands(_ => [world.Build("BuildPrepare", BenchmarkWorld.Next)], _ => Remove(ours)),
            SideBySide.Commands(_ => [CloneByHand(BenchmarkWorld.Next, theirs)], _ => Remove(theirs)),
            cancellation);
        _facts.Add($"objects that the second environment has of its own, in its repository and its submodules: {OwnObjects(ours)}");
        return measured;
    }

    private Task<Measurement> MeasureRebuildAsync(CancellationToken cancellation) => new SideBySide(RebuildRounds, report).MeasureAsync(
        "clean rebuild with a warm compiler cache; the same in a container by hand, with its own ccache",
        new(BudgetKind.Ratio, 1.05),
        SideBySide.Commands(_ => [world.Build("Build", BenchmarkWorld.Large).With("--jobs", Jobs)], _ => Remove(Path.Combine(Tree, "build"))),
        SideBySide.Commands(_ => [RebuildByHand()], _ => Remove(Path.Combine(TreeByHand, "build"))),
        cancellation);

    // Each branch needs a package that no other needs, so no builder has its layer.
    private async Task<Measurement> MeasureBranchAsync(CancellationToken cancellation)
    {
        var measured = await _sideBySide.MeasureAsync(
            "another branch, from nothing to compiled",
            budget: null,
            SideBySide.Commands(round => [world.Build("Build", BenchmarkWorld.Branch(round))]),
            SideBySide.Commands(round => [world.Script("image-per-branch.sh", world.Url.Value, BenchmarkWorld.Branch(round), $"{world.ByHand}/{round}", ImageTags.Upstream(world.Distro))]),
            cancellation);
        var packages = Enumerable.Range(1, Rounds).Select(round => Downloads(world.Environment(BenchmarkWorld.Branch(round)))).ToList();
        _facts.Add($"packages that were downloaded for the images of {Rounds} more branches, each with a new dependency: {string.Join(", ", packages)}");
        return measured;
    }

    private static string Jobs => $"{System.Environment.ProcessorCount}";

    private Command CloneByHand(string branch, string folder) =>
        world.Script("clone.sh", world.Url.Value, branch, folder, world.Layout.Mirror(world.Url.StoreName));

    private Command RebuildByHand() => world.Run(
        Image, TreeByHand, "bash", "-c", $"ARGS=-DWITH_CCACHE=ON ./do_cmake.sh && ninja -C build -j {Jobs}");

    private int Downloads(BuildEnvironment environment) =>
        File.ReadLines(world.Layout.ImageLog(ImageTags.Release(environment))).Count(line => DownloadedPackage().IsMatch(line));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static int OwnObjects(string tree) => Directory.EnumerateFiles(Path.Combine(tree, ".git"), "*", SearchOption.AllDirectories)
        .Count(file => file.Contains("/objects/") && !file.Contains("/objects/info/"));

    // Of apt: "Get:3 http://mirror/debian bookworm/main amd64 bc amd64 1.07.1-3+b1 [108 kB]"; lists have no second architecture.
    [GeneratedRegex(@"Get:\d+ \S+ \S+ \S+ \S+ (amd64|arm64|all) \S+ \[")]
    private static partial Regex DownloadedPackage();
}
