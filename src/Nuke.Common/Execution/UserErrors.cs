using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Tells what a user can act on, <see cref="ApplicationException"/> and a full disk or a reader that is gone, from faults.</summary>
internal static class UserErrors
{
    /// <summary>The messages to show, or null if the exception is a fault.</summary>
    public static IReadOnlyList<string>? Messages(Exception exception)
    {
        var errors = Unwrap(exception) is AggregateException aggregate ? aggregate.Flatten().InnerExceptions.Select(Unwrap).ToList() : [Unwrap(exception)];
        return errors.Count > 0 && errors.TrueForAll(IsUsers) ? errors.ConvertAll(x => string.Concat(x.Message.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '?' : c))) : null;
        static bool IsUsers(Exception x) => x is ApplicationException or (IOException and not (FileNotFoundException or DirectoryNotFoundException));
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
