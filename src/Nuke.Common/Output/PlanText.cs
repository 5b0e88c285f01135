using Nuke.Common.Execution;

namespace Nuke.Common.Output;

/// <summary>Answers <c>--plan</c>: every step with its reason, on standard output. Conditions are evaluated, actions are not.</summary>
internal static class PlanText
{
    public static void Print(NukeBuild build, BuildExecutor executor, Interruption interruption)
    {
        var plan = build.ExecutionPlan;
        Console.WriteLine($"Plan for: {string.Join(' ', plan.Where(x => x.Invoked || x.IsDefault).Select(x => x.Name))}");
        var width = plan.Max(x => x.Name.Length);
        foreach (var target in plan)
        {
            var runs = Decide(executor, target);
            if (interruption.IsRequested)
                return;
            var reasons = target.Reasons.Select(RunLog.Render).DefaultIfEmpty(runs ? WhyRun(target, plan) : WhySkipped(target)).ToList();
            var lead = $"  {target.Name.PadRight(width)}   {(runs ? "run " : "skip")}   ";
            foreach (var line in reasons.SelectMany(x => x.Split('\n')))
            {
                Console.WriteLine(lead + line);
                lead = new string(' ', lead.Length);
            }
        }
    }

    private static bool Decide(BuildExecutor executor, ExecutableTarget target)
    {
        try
        {
            var runs = executor.Decide(target);
            // What comes after sees the state that a run would have reached.
            target.Status = !runs ? ExecutionStatus.Skipped : target.Actions.Count == 0 ? ExecutionStatus.Collective : ExecutionStatus.Succeeded;
            return runs;
        }
        catch (Exception exception) when (UserErrors.Messages(exception) is { } messages)
        {
            throw new StartException($"{target.Name}: {string.Join(Environment.NewLine, messages)}", exitCode: 1);
        }
    }

    private static string WhyRun(ExecutableTarget target, IReadOnlyCollection<ExecutableTarget> plan) =>
        target.Invoked ? "invoked"
        : target.IsDefault ? "default target"
        : plan.FirstOrDefault(x => x.ExecutionDependencies.Contains(target)) is { } dependent ? $"needed by {dependent.Name}"
        : $"triggered by {plan.First(x => x.Triggers.Contains(target)).Name}";

    private static string WhySkipped(ExecutableTarget target) => target.SkipReason?.Text ?? "done by the attempt that is continued";
}
