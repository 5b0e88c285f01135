namespace Nuke.Common;

/// <summary>The parameter's value appears neither in messages nor in help.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
