using System.Globalization;
using System.Text;

namespace CephBuildEnv.Benchmarking;

/// <summary>The results of a benchmark.</summary>
/// <param name="Machine">What it ran on, a fact a line.</param>
/// <param name="Budgets">What has a limit.</param>
/// <param name="PerBranch">Beside an image and a clone per branch.</param>
/// <param name="Growth">What grows with the work.</param>
/// <param name="Facts">What was counted, a sentence each.</param>
public sealed record BenchmarkPage(
    IReadOnlyList<string> Machine, IReadOnlyList<Measurement> Budgets, Measurement PerBranch, IReadOnlyList<GrowthRow> Growth, IReadOnlyList<string> Facts)
{
    /// <summary>Of what costs more than it may: a sentence each.</summary>
    public IEnumerable<string> Exceeded => Budgets.Where(measured => !measured.IsMet)
        .Select(measured => $"{measured.Name}: {measured.Budget!.Text(measured.Cost)}, allowed are {measured.Budget}");

    /// <summary>As Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmark").AppendLine();
        text.AppendLine("Written by `./build.sh Benchmark`: medians of rounds, both ways in turn in one run. A cost is that of a round; in brackets, of the cheapest and the dearest one.").AppendLine();
        foreach (var fact in Machine)
            text.AppendLine($"- {fact}");
        text.AppendLine().AppendLine("| ours; by hand | rounds | ours | by hand | cost | allowed | |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var measured in Budgets)
            text.AppendLine($"| {measured.Name} | {measured.Costs.Count} | {Seconds(measured.OurMedian)} | {Seconds(measured.TheirMedian)} | {Cost(measured)} | {measured.Budget} | {(measured.IsMet ? "met" : "**exceeded**")} |");
        text.AppendLine().AppendLine("An image, a full clone and two containers per branch, as `build-with-container.py` does it (`tests/benchmark/image-per-branch.sh`):").AppendLine();
        text.AppendLine("| | ours | per branch | of its time |").AppendLine("|---|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| {PerBranch.Name} | {Seconds(PerBranch.OurMedian)} | {Seconds(PerBranch.TheirMedian)} | {PerBranch.Cost:0.00} × |").AppendLine();
        text.AppendLine("As work grows, time and peak memory of our process:").AppendLine();
        text.AppendLine("| what grows | little | more | much |").AppendLine("|---|---|---|---|");
        foreach (var row in Growth)
            text.AppendLine($"| {row.Name} | {string.Join(" | ", row.Samples.Select(sample => $"{sample.Size}: {Seconds(sample.Seconds)}, {sample.Memory}"))} |");
        text.AppendLine();
        foreach (var fact in Facts)
            text.AppendLine($"- {fact}");
        return text.ToString();
    }

    private static string Cost(Measurement measured)
    {
        var budget = measured.Budget!;
        return $"{budget.Text(measured.Cost)} ({budget.Text(measured.Costs.Min())} to {budget.Text(measured.Costs.Max())})";
    }

    private static string Seconds(double seconds) => seconds.ToString("0.00 s", CultureInfo.InvariantCulture);
}
