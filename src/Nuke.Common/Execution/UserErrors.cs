using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Tells the errors that a user can act on, exceptions derived from <see cref="ApplicationException"/>, from faults.</summary>
internal static class UserErrors
{
    /// <summary>The messages to show, or null if the exception is a fault.</summary>
    public static IReadOnlyList<string>? Messages(Exception exception)
    {
        exception = Unwrap(exception);
        var errors = exception is AggregateException aggregate ? aggregate.Flatten().InnerExceptions.Select(Unwrap).ToList() : [exception];
        return errors.Count > 0 && errors.TrueForAll(x => x is ApplicationException) ? errors.ConvertAll(x => x.Message) : null;
    }

    /// <summary>What was thrown, without what reflection and type initialisers put around it.</summary>
    public static Exception Unwrap(Exception exception)
    {
        while (exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}

/// <summary>The run cannot start. By default because of what the user typed, hence the exit code.</summary>
internal sealed class StartException(string message, int exitCode = 2) : ApplicationException(message)
{
    public int ExitCode { get; } = exitCode;
}
