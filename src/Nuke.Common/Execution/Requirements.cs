using System.Linq.Expressions;
using Nuke.Common.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Checks before the first target runs that everything required is there. It never asks.</summary>
internal static class Requirements
{
    public static void Check(NukeBuild build, ParameterSet parameters)
    {
        foreach (var target in build.ScheduledTargets)
        {
            foreach (var requirement in target.Requirements)
                Check(target, requirement, parameters);
        }
        foreach (var parameter in parameters.All.Where(x => x.IsRequired && IsMissing(x.Get(build))))
            throw new StartException($"Member '{parameter.Name}' is required to be not null or empty: add {parameter.Option} <value>");
    }

    private static void Check(ExecutableTarget target, LambdaExpression requirement, ParameterSet parameters)
    {
        if (requirement.ReturnType == typeof(bool))
        {
            if (Expressions.Evaluate(requirement) is false)
                throw new StartException($"Target '{target.Name}' requires '{requirement.Body}'");
            return;
        }
        var member = Expressions.Member(requirement);
        var parameter = parameters.Find(member) ?? throw new StartException(
            $"Member '{member.Name}' is required from target '{target.Name}' but not marked with an injection attribute.", exitCode: 1);
        if (IsMissing(Expressions.Evaluate(requirement)))
            throw new StartException(
                $"Target '{target.Name}' requires member '{parameter.Name}' to be not null or empty: add {parameter.Option} <value>");
    }

    private static bool IsMissing(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));
}
