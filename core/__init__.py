"""The ground on which all apps stand: one package a subject."""
