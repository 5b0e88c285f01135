using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Puts targets in order.</summary>
internal static class Planner
{
    /// <summary>The name as defined, of each name as typed.</summary>
    public static List<string> Resolve(IEnumerable<string> typedNames, IReadOnlyList<string> targetNames) =>
        [.. typedNames.Select(typed => targetNames.FirstOrDefault(x => Names.Same(x, typed)) ?? throw Unknown(typed, targetNames)).Distinct()];

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

    /// <summary>Tarjan's strongly connected components; each of two or more targets is a circle.</summary>
    private static void CheckForCycles(IReadOnlyList<ExecutableTarget> all)
    {
        var circles = new List<string>();
        var index = new Dictionary<ExecutableTarget, int>();
        var low = new Dictionary<ExecutableTarget, int>();
        var stack = new Stack<ExecutableTarget>();
        foreach (var target in all.Where(x => !index.ContainsKey(x)))
            Visit(target);
        if (circles.Count > 0)
        {
            throw new StartException(
                string.Join(Environment.NewLine, circles.Prepend("Circular dependencies between targets:")), exitCode: 1);
        }

        void Visit(ExecutableTarget target)
        {
            index[target] = low[target] = index.Count;
            stack.Push(target);
            foreach (var dependency in target.AllDependencies)
            {
                if (!index.ContainsKey(dependency))
                    Visit(dependency);
                if (stack.Contains(dependency))
                    low[target] = Math.Min(low[target], low[dependency]);
            }
            if (low[target] != index[target])
                return;
            var component = new List<string>();
            do
                component.Add(stack.Peek().Name);
            while (stack.Pop() != target);
            if (component.Count > 1)
                circles.Add($" - {string.Join(", ", component)}");
        }
    }

    private static StartException Unknown(string typed, IReadOnlyList<string> targetNames)
    {
        var suggestion = Names.DidYouMean(Names.WithoutDashes(typed), targetNames);
        var list = targetNames.Order(StringComparer.OrdinalIgnoreCase).Select(x => $"  - {x}");
        return new StartException(string.Join(Environment.NewLine,
            list.Prepend($"Target with name '{typed}' does not exist.{suggestion} Available targets are:")));
    }
}
