using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nuke.Common;

/// <summary>Checks that stop a target. They mean faults of the build itself; what a user can mend deserves its own exception.</summary>
public static class Assert
{
    [DoesNotReturn]
    [SuppressMessage("Usage", "CA2201", Justification = "The type is part of the contract.")]
    [SuppressMessage("Usage", "MA0012", Justification = "The type is part of the contract.")]
    public static void Fail(string message, Exception? exception = null) => throw new Exception(message, exception);

    public static void True(
        [DoesNotReturnIf(false)] bool condition, string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null) =>
        Check(condition, message ?? "Expected condition to be true", argumentExpression);

    public static void False(
        [DoesNotReturnIf(true)] bool condition, string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null) =>
        Check(!condition, message ?? "Expected condition to be false", argumentExpression);

    public static T NotNull<T>(
        [NotNull] this T? obj, string? message = null,
        [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null) where T : class
    {
        Check(obj != null, message ?? $"Expected object of type '{typeof(T)}' to be not null", argumentExpression);
        return obj;
    }

    public static string NotNullOrEmpty(
        [NotNull] this string? str, string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null)
    {
        Check(!string.IsNullOrEmpty(str), message ?? "Expected string to be not null or empty", argumentExpression);
        return str!;
    }

    private static void Check([DoesNotReturnIf(false)] bool condition, string message, string? argumentExpression)
    {
        if (!condition)
            throw new ArgumentException(message, argumentExpression);
    }
}
