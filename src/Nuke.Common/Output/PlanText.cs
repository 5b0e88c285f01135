using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>Answers <c>--plan</c>: every step with its reason, on standard output. Conditions are evaluated, actions are not.</summary>
internal static class PlanText
{
    public static void Print(IReadOnlyCollection<ExecutableTarget> plan, BuildExecutor executor, Interruption interruption)
    {
        Console.WriteLine($"Plan for: {string.Join(' ', plan.Where(x => x.Invoked || x.IsDefault).Select(x => x.Name))}");
        var width = plan.Max(x => x.Name.Length);
        foreach (var target in plan)
        {
            var runs = executor.Decide(target);
            if (interruption.IsRequested)
                return;
            // What comes after sees the state that a run would have reached.
            target.Status = runs ? ExecutionStatus.Succeeded : ExecutionStatus.Skipped;
            var reasons = target.Reasons.Select(RunLog.Render).DefaultIfEmpty(runs ? WhyRun(target, plan) : target.SkipReason?.Text ?? "done by the attempt that is continued");
            var lead = $"  {target.Name.PadRight(width)}   {(runs ? "run " : "skip")}   ";
            foreach (var line in reasons.SelectMany(x => x.Split('\n')))
            {
                Console.WriteLine(lead + line);
                lead = new string(' ', lead.Length);
            }
        }
    }

    private static string WhyRun(ExecutableTarget target, IReadOnlyCollection<ExecutableTarget> plan) =>
        target.Invoked ? "invoked"
        : target.IsDefault ? "default target"
        : plan.FirstOrDefault(x => x.ExecutionDependencies.Contains(target)) is { } dependent ? $"needed by {dependent.Name}"
        : $"triggered by {plan.First(x => x.Triggers.Contains(target)).Name}";
}
