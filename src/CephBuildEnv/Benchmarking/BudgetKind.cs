namespace CephBuildEnv.Benchmarking;

/// <summary>What of two ways' times is limited.</summary>
public enum BudgetKind
{
    /// <summary>Our time as it is.</summary>
    Seconds,

    /// <summary>How much longer ours is.</summary>
    Difference,

    /// <summary>Ours, as a multiple of the other.</summary>
    Ratio,
}
