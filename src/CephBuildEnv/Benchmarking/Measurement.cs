namespace CephBuildEnv.Benchmarking;

/// <summary>The times of two ways to do the same, taken in turn in one run.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Budget">What ours may cost; null where there is none.</param>
/// <param name="Ours">Seconds, one per round.</param>
/// <param name="Theirs">Seconds of the other way, in the same rounds.</param>
public sealed record Measurement(string Name, Budget? Budget, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs)
{
    public double OurMedian => Median(Ours);

    public double TheirMedian => Median(Theirs);

    /// <summary>What is limited, of each round by itself: a machine that is slow for a while is slow for both.</summary>
    public IReadOnlyList<double> Costs => (Budget?.Kind ?? BudgetKind.Ratio) switch
    {
        BudgetKind.Seconds => Ours,
        BudgetKind.Difference => [.. Ours.Zip(Theirs, (ours, theirs) => ours - theirs)],
        _ => [.. Ours.Zip(Theirs, (ours, theirs) => ours / theirs)],
    };

    /// <summary>What is compared with the budget.</summary>
    public double Cost => Median(Costs);

    public bool IsMet => Budget is null || Cost <= Budget.Limit;

    /// <summary>The one in the middle, or between the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
