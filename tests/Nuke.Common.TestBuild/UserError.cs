namespace Nuke.Common.TestBuilds;

public sealed class UserError(string message) : ApplicationException(message);
