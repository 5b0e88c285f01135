using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Reads member accesses out of lambdas without compiling them, which would cost more than the rest of the start.</summary>
internal static class Expressions
{
    public static MemberInfo Member(LambdaExpression lambda) =>
        TryMember(lambda) ?? throw new ArgumentException($"'{lambda.Body}' is not a member", nameof(lambda));

    public static MemberInfo? TryMember(LambdaExpression lambda) =>
        (WithoutConversion(lambda.Body) as MemberExpression)?.Member;

    public static object? Evaluate(LambdaExpression lambda) =>
        TryEvaluate(WithoutConversion(lambda.Body), out var value) ? value : lambda.Compile(preferInterpretation: true).DynamicInvoke();

    private static bool TryEvaluate(Expression? expression, out object? value)
    {
        value = (expression as ConstantExpression)?.Value;
        if (expression is null or ConstantExpression)
            return true;
        if (expression is not MemberExpression access || !TryEvaluate(access.Expression, out var owner))
            return false;
        value = access.Member is FieldInfo field ? field.GetValue(owner) : ((PropertyInfo)access.Member).GetValue(owner);
        return true;
    }

    private static Expression WithoutConversion(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : expression;
}
