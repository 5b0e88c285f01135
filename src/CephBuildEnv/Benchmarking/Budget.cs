using System.Globalization;

namespace CephBuildEnv.Benchmarking;

/// <summary>What something may cost.</summary>
/// <param name="Kind">What the limit is of.</param>
/// <param name="Limit">Seconds, or a factor.</param>
public sealed record Budget(BudgetKind Kind, double Limit)
{
    /// <summary>A cost as the limit would be written: <c>0.3 s</c>, <c>+ 0.5 s</c>, <c>1.2 ×</c>.</summary>
    public string Text(double value) => Kind switch
    {
        BudgetKind.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} s"),
        BudgetKind.Difference => string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? '−' : '+')} {Math.Abs(value):0.0#} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} ×"),
    };

    public override string ToString() => Text(Limit);
}
