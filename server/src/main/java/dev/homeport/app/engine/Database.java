package dev.homeport.app.engine;

import dev.homeport.Secret;

/** Where the state is kept. */
public record Database(String url, String username, Secret password) {}
