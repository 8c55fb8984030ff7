package io.asyncorm.autoconfigure.web.shop;

import io.asyncorm.repository.AsyncRepository;

public interface Makers extends AsyncRepository<Maker, Long> {

}
