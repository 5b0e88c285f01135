namespace CephBuildEnv;

/// <summary>
/// An error that the user can act on. The message is the fact, its cause and the remedy, and is shown without a stack
/// trace; every other exception is a bug and is shown with one.
/// </summary>
/// <remarks>
/// The base class is how the target runner tells the two apart without knowing this assembly.
/// </remarks>
public class UserException(string message, Exception? cause = null) : ApplicationException(message, cause);
