namespace Nuke.Common;

/// <summary>The parameter must have a value whatever the targets are.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
