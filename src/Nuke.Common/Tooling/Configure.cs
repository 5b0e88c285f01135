namespace Nuke.Common.Tooling;

/// <summary>Receives settings and returns them changed.</summary>
public delegate T Configure<T>(T settings);
