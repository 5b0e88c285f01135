using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

internal static class Planner
{
    public static List<ExecutableTarget> Resolve(IEnumerable<string> typedNames, IReadOnlyList<ExecutableTarget> all) =>
        [.. typedNames.Select(typed => all.FirstOrDefault(x => Names.Same(x.Name, typed)) ?? throw Unknown(typed, all))];

    public static List<ExecutableTarget> Plan(IReadOnlyList<ExecutableTarget> all, IEnumerable<ExecutableTarget> wanted)
    {
        CheckForCycles(all);
        var invoked = wanted.ToHashSet();
        while (true)
        {
            var plan = Order(all, invoked);
            var triggered = plan.SelectMany(x => x.Triggers).Where(x => !invoked.Contains(x)).ToList();
            if (triggered.Count == 0)
                return plan;
            invoked.UnionWith(triggered);
        }
    }

    /// <summary>
    /// Takes, again and again, the first declared target that nothing left comes after, and keeps those that are needed.
    /// That gives the plan from its end.
    /// </summary>
    private static List<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> all, HashSet<ExecutableTarget> invoked)
    {
        var left = all.ToList();
        var plan = new List<ExecutableTarget>();
        while (left.Count > 0)
        {
            var next = left.First(x => !left.Exists(y => y.AllDependencies.Contains(x)));
            left.Remove(next);
            if (invoked.Contains(next) || plan.Exists(x => x.ExecutionDependencies.Contains(next)))
                plan.Insert(0, next);
        }
        return plan;
    }

    /// <summary>Targets that can reach each other are one circle.</summary>
    private static void CheckForCycles(IReadOnlyList<ExecutableTarget> all)
    {
        var reachable = all.ToDictionary(x => x, x => Reach(x, []));
        var circles = all.Where(x => reachable[x].Contains(x))
            .GroupBy(x => all.First(y => reachable[x].Contains(y) && reachable[y].Contains(x)))
            .Select(x => $" - {string.Join(", ", x.Reverse().Select(y => y.Name))}")
            .ToList();
        if (circles.Count > 0)
            throw new StartException(string.Join(Environment.NewLine, circles.Prepend("Circular dependencies between targets:")), exitCode: 1);
    }

    private static HashSet<ExecutableTarget> Reach(ExecutableTarget target, HashSet<ExecutableTarget> reached)
    {
        foreach (var dependency in target.AllDependencies.Where(reached.Add))
            Reach(dependency, reached);
        return reached;
    }

    private static StartException Unknown(string typed, IReadOnlyList<ExecutableTarget> all)
    {
        var names = all.Select(x => x.Name).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var suggestion = Names.DidYouMean(Names.WithoutDashes(typed), names);
        return new StartException(string.Join(Environment.NewLine,
            names.Select(x => $"  - {x}").Prepend($"Target with name '{typed}' does not exist.{suggestion} Available targets are:")));
    }
}
