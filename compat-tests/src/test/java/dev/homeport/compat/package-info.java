/**
 * The whole server as its users meet it: started from its package on an empty data directory,
 * driven by the official SDKs, killed in all its parts. {@code HomeportServer} starts one and says
 * how to reach it.
 */
@NullMarked
package dev.homeport.compat;

import org.jspecify.annotations.NullMarked;
