namespace CephBuildEnv.Hosting;

/// <summary>One thing that is to be made: what is missing, and what makes it.</summary>
public sealed record PreparationAction(string Description, Action Apply);
