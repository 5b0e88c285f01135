using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Checks before the first target runs that everything required is there. It never asks.</summary>
internal static class Requirements
{
    public static void Check(NukeBuild build)
    {
        foreach (var target in build.ScheduledTargets)
            target.Requirements.ForEach(x => Check(build, target.Name, x));
        foreach (var parameter in build.AllParameters.Where(x => x.IsRequired && x.IsMissing(build)))
            throw new StartException($"Member '{parameter.Name}' is required to be not null or empty: add {parameter.Option} <value>");
    }

    public static MemberInfo Member(LambdaExpression lambda)
    {
        var body = lambda.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : lambda.Body;
        return (body as MemberExpression)?.Member ?? throw new ArgumentException($"'{lambda.Body}' is not a member", nameof(lambda));
    }

    private static void Check(NukeBuild build, string target, LambdaExpression requirement)
    {
        if (requirement is Expression<Func<bool>> condition)
        {
            if (!condition.Compile(preferInterpretation: true)())
                throw new StartException($"Target '{target}' requires '{condition.Body}'");
            return;
        }
        var member = Member(requirement);
        var parameter = build.AllParameters.FirstOrDefault(x => x.Member.HasSameMetadataDefinitionAs(member)) ?? throw new StartException(
            $"Member '{member.Name}' is required from target '{target}' but not marked with an injection attribute.", exitCode: 1);
        if (parameter.IsMissing(build))
            throw new StartException($"Target '{target}' requires member '{parameter.Name}' to be not null or empty: add {parameter.Option} <value>");
    }
}
