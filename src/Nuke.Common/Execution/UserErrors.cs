using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Tells the errors that a user can act on, exceptions derived from <see cref="ApplicationException"/>, from faults.</summary>
internal static class UserErrors
{
    /// <summary>The messages to show, or null if the exception is a fault.</summary>
    public static IReadOnlyList<string>? Messages(Exception exception) => Unwrap(exception) switch
    {
        ApplicationException error => [error.Message],
        AggregateException aggregate when aggregate.Flatten().InnerExceptions is { Count: > 0 } inner
            && inner.All(x => Unwrap(x) is ApplicationException) => [.. inner.Select(x => Unwrap(x).Message)],
        _ => null,
    };

    /// <summary>What was thrown, without what reflection and type initialisers put around it.</summary>
    public static Exception Unwrap(Exception exception)
    {
        while (exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
