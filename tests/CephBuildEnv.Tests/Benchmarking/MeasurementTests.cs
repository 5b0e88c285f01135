using CephBuildEnv.Benchmarking;
using CephBuildEnv.Processes;

namespace CephBuildEnv.Tests.Benchmarking;

/// <summary>What is said about times, and whether they are within a budget.</summary>
public sealed class MeasurementTests
{
    [Theory]
    [InlineData(BudgetKind.Seconds, 0.3, 2.0, false)]
    [InlineData(BudgetKind.Difference, 0.5, 1.0, false)]
    [InlineData(BudgetKind.Difference, 1.0, 1.0, true)]
    [InlineData(BudgetKind.Ratio, 1.2, 2.0, false)]
    [InlineData(BudgetKind.Ratio, 2.0, 2.0, true)]
    public void A_cost_is_compared_with_its_budget(BudgetKind kind, double limit, double cost, bool met)
    {
        var measured = new Measurement("x", new(kind, limit), Ours: [2, 2, 2], Theirs: [1, 1, 1]);

        measured.Cost.ShouldBe(cost);
        measured.IsMet.ShouldBe(met);
    }

    [Fact]
    public void A_machine_that_is_slow_for_a_while_is_slow_for_both() =>
        new Measurement("x", new(BudgetKind.Ratio, 1.2), Ours: [1.1, 11, 1.1], Theirs: [1, 10, 1]).Cost.ShouldBe(1.1, 0.0001);

    [Theory]
    [InlineData(new[] { 3.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 3.0 }, 2.5)]
    public void The_median_is_the_one_in_the_middle(double[] values, double expected) => Measurement.Median(values).ShouldBe(expected);

    [Theory]
    [InlineData(BudgetKind.Seconds, 0.3, "0.3 s")]
    [InlineData(BudgetKind.Difference, 0.456, "+ 0.46 s")]
    [InlineData(BudgetKind.Difference, -0.1, "− 0.1 s")]
    [InlineData(BudgetKind.Ratio, 1.05, "1.05 ×")]
    public void A_cost_is_written_as_its_limit_is(BudgetKind kind, double value, string text) => new Budget(kind, 1).Text(value).ShouldBe(text);

    [Fact]
    public async Task Two_ways_take_turns_and_neither_is_always_first()
    {
        var order = new List<string>();
        SideBySide.Way Way(string name, int seconds) => (round, _) =>
        {
            order.Add($"{name}{round}");
            return Task.FromResult(TimeSpan.FromSeconds(seconds));
        };

        var measured = await new SideBySide(3, _ => { }).MeasureAsync("x", budget: null, Way("a", 1), Way("b", 2), TestHost.Token);

        order.ShouldBe(["a1", "b1", "b2", "a2", "a3", "b3"]);
        measured.OurMedian.ShouldBe(1);
        measured.TheirMedian.ShouldBe(2);
    }

    [Fact]
    public async Task What_comes_before_does_not_count_and_a_failure_is_an_error()
    {
        var slow = SideBySide.Commands(_ => [new Command("true")], prepare: _ => Thread.Sleep(500));
        (await slow(1, TestHost.Token)).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));

        await Should.ThrowAsync<CommandException>(() => SideBySide.Commands(_ => [new Command("false")])(1, TestHost.Token));
    }

    [Fact]
    public void The_page_says_what_is_exceeded()
    {
        var page = new BenchmarkPage(
            ["2 processors"],
            [new("quick", new(BudgetKind.Seconds, 0.3), [0.2], [0.1]), new("slow", new(BudgetKind.Ratio, 1.05), [3, 2, 4], [2, 2, 2])],
            new("branch", null, [10], [40]),
            [new("`Status`, environments", [new(1, 0.2, new(80 << 20)), new(100, 0.4, new(90 << 20))])],
            ["objects: 0"]);

        page.Exceeded.ShouldBe(["slow: 1.5 ×, allowed are 1.05 ×"]);
        var text = page.ToMarkdown();
        text.ShouldContain("| quick | 1 | 0.20 s | 0.10 s | 0.2 s (0.2 s to 0.2 s) | 0.3 s | met |");
        text.ShouldContain("| slow | 3 | 3.00 s | 2.00 s | 1.5 × (1.0 × to 2.0 ×) | 1.05 × | **exceeded** |");
        text.ShouldContain("| branch | 10.00 s | 40.00 s | 0.25 × |");
        text.ShouldContain("| `Status`, environments | 1: 0.20 s, 80M | 100: 0.40 s, 90M |");
        text.ShouldContain("- objects: 0");
    }
}
